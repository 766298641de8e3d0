import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { files } from "#db/schema/files";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { personIdOf } from "~/lib/ctx";
import { owner } from "./files.queries.server";

/** Its row may be gone by then: nothing held it any more. */
const UNNAMED = "a file";

/** Tells whoever added a file that a virus scanner found something in it, after it was let into a text. */
export const refusedFileNotice = notificationKind({
  name: "refused-file",
  choice: null,
  args: z.object({ fileId: z.uuid() }),
  async load(ctx, { args, personId }) {
    const [file] = await ctx.db
      .select({ name: files.name })
      .from(files)
      .leftJoin(...owner.of(files.ownerId))
      .where(and(eq(files.id, args.fileId), eq(owner.id, sql`${personId}::uuid`)));
    return { file: file ? `“${file.name}”` : UNNAMED };
  },
  words: ({ file }, { baseUrl }) => ({
    subject: "We removed a file that you added",
    paragraphs: [
      `A virus scanner found something harmful in ${file}, which you added. Nobody could open it here: it was still waiting to be checked. It is deleted, and where it stood a note says so.`,
      "Check your computer, and where the file came from, before you send it to anybody. If you have a clean copy, edit your text and add that.",
    ],
    action: { label: "See the topics that you wrote in", url: `${baseUrl}/forum/mine` },
    why: "You get this email because you added the file. There is one for each file.",
  }),
  samples: { "with its name": { file: "“Rota week 12.docx”" }, "whose row is gone": { file: UNNAMED } },
  inbox(ctx, causes) {
    const causeOf = new Map(causes.map((cause) => [cause.slice(cause.indexOf(":") + 1), cause]));
    const rows = ctx.db
      .select({ id: files.id, name: files.name })
      .from(files)
      .leftJoin(...owner.of(files.ownerId))
      .where(and(isOneOf(files.id, [...causeOf.keys()]), eq(owner.id, personIdOf(ctx.actor)!)));
    return foundBy(rows, (found) => {
      const nameOf = new Map(found.map(({ id, name }) => [id, `“${name}”`]));
      const words = [...causeOf].map(([id, cause]): [string, NotificationWords] => [
        cause,
        {
          before: `A virus scanner found something harmful in ${nameOf.get(id) ?? UNNAMED} that you added. It is deleted. Check your computer, then add a clean copy where it stood:`,
          text: "topics that you wrote in",
          href: "/forum/mine",
        },
      ]);
      return new Map(words);
    });
  },
});
