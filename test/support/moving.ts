import { exportForum, type PutFile } from "~/features/forum/moving/export-forum.server";
import { type WrittenLine, writeHeader, writeLine } from "~/features/forum/moving/forum-format";
import { type FilesBeside, type ImportReaders, importForum } from "~/features/forum/moving/import-forum.server";
import { systemCtxFor } from "./context";

/** A file in our format, of the forum `old`. */
export const aForumFile = (...lines: WrittenLine[]): string => [writeHeader("old"), ...lines.map(writeLine)].join("");

export async function importText(
  text: string,
  more: { readers?: ImportReaders; isDryRun?: boolean; now?: Date; files?: FilesBeside } = {},
) {
  async function* open() {
    yield* text.split("\n").filter(Boolean);
  }
  return importForum(systemCtxFor(more.now), { open, readers: more.readers ?? {}, files: more.files, isDryRun: more.isDryRun ?? false });
}

export async function exportText(putFile?: PutFile): Promise<string> {
  let text = "";
  await exportForum(
    systemCtxFor(),
    "demo",
    async (more) => {
      text += more;
    },
    putFile,
  );
  return text;
}

/** A forum of one category, two people and one topic with a reply. Keys begin with `mark`: several are several forums. */
export function aSmallForum(mark: string, more: { email?: string; body?: string; title?: string } = {}): WrittenLine[] {
  const topic = `${mark}/t1`;
  return [
    { kind: "category", key: mark, name: `Category ${mark}`, description: "From elsewhere", position: 3, readers: "members" },
    { kind: "person", key: `${mark}/u1`, name: `Asta ${mark}`, ...(more.email && { email: more.email }) },
    { kind: "person", key: `${mark}/u2`, name: `Birk ${mark}`, email: `birk@${mark}.example` },
    {
      kind: "topic",
      key: topic,
      category: mark,
      title: more.title ?? `Question ${mark}`,
      author: `${mark}/u1`,
      created: "2021-03-04T10:00:00.000Z",
    },
    {
      kind: "post",
      topic,
      number: 1,
      author: `${mark}/u1`,
      created: "2021-03-04T10:00:00.000Z",
      body: more.body ?? `How do you do **${mark}**?`,
    },
    {
      kind: "post",
      topic,
      number: 4,
      author: `${mark}/u2`,
      created: "2021-03-05T11:00:00.000Z",
      edited: "2021-03-05T12:00:00.000Z",
      editedBy: "author",
      body: `Like this, ${mark}.`,
    },
    { kind: "thanks", topic, number: 4, by: `${mark}/u1`, at: "2021-03-06T09:00:00.000Z" },
    { kind: "answer", topic, number: 4, by: `${mark}/u1`, at: "2021-03-06T09:01:00.000Z" },
    { kind: "permalink", path: `/${mark}/12`, topic },
  ];
}
