import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { key, moment } from "../columns";
import { persons } from "./people";

export const FILE_KINDS = ["picture", "pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Pictures and files that people add to what they write. Their bytes lie in the storage, in a folder named by the code. */
export const files = pgTable(
  "files",
  {
    id: key(),
    code: text().notNull().unique("file_by_code"),
    /** Nobody: who added it has left, and a page shows it. */
    ownerId: uuid().references(() => persons.id),
    kind: text({ enum: FILE_KINDS }).notNull(),
    /** As its owner calls it. */
    name: text().notNull(),
    /** Bytes, of a picture in its largest width. */
    size: integer().notNull(),
    /** Pixels of a picture in its largest width. */
    width: integer(),
    height: integer(),
    /** Of what was sent: the same sent twice makes one. */
    hash: text().notNull(),
    /** `waiting`: no scanner has looked yet, and nobody gets it. `refused`: one found something, and its bytes are gone. */
    state: text({ enum: ["waiting", "clean", "refused"] }).notNull(),
    uploadedAt: moment().notNull(),
    /** Nobody gets it any more; its bytes go, then this row. That of a refused one stays, without this, as long as texts say so. */
    goneAt: moment(),
  },
  (t) => [
    check("file_picture", sql`(${t.kind} = 'picture') = (${t.width} is not null) and (${t.width} is null) = (${t.height} is null)`),
    // what a person added, the newest first; what they sent before
    index("file_by_owner").on(t.ownerId, t.id),
    // what a scanner has yet to look at
    index("file_waiting").on(t.id).where(sql`${t.state} = 'waiting'`),
    // what has to go
    index("file_gone").on(t.id).where(sql`${t.goneAt} is not null`),
    // what may hang on nothing, by age
    index("file_age").on(t.uploadedAt),
  ],
);

classify(files, {
  title: "Pictures and files that you added",
  subjects: [{ by: "person", column: "ownerId" }],
  erasure: { rows: "room", why: "what a page of the network shows stays, under nobody’s name" },
  columns: {
    id: plain,
    code: about("files", { erase: "keep" }),
    ownerId: who("files"),
    kind: about("files", { erase: "keep" }),
    name: about("files", { empty: "" }),
    size: about("files", { label: "Size in bytes", erase: "keep" }),
    width: about("files", { erase: "keep" }),
    height: about("files", { erase: "keep" }),
    hash: secret("files", "tells when you add the same file twice", { empty: "" }),
    state: about("files", { erase: "keep" }),
    uploadedAt: about("files", { erase: "keep" }),
    goneAt: about("files", { erase: "keep" }),
  },
});

/**
 * Which texts hold a file, kept by `note_files` whenever one changes: a `post` or a `page` as readers get it, a `revision` of a page, what
 * is `held` for a moderator, or what else keeps it (`kept`): an earlier text, one put aside, a draft. Or the site itself shows it (`look`):
 * its logo, say.
 */
export const fileUses = pgTable(
  "file_uses",
  {
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: "cascade" }),
    kind: text({ enum: ["post", "page", "revision", "held", "kept", "look"] }).notNull(),
    holderId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.fileId, t.kind, t.holderId] }),
    // what a text held before it changed
    index("file_use_of_holder").on(t.holderId),
  ],
);

classify(fileUses, {
  title: "Which texts hold your pictures and files",
  subjects: [{ by: "via", column: "fileId", table: () => files }],
  erasure: { rows: "room", why: "they say which texts hold a file, and go with it" },
  columns: { fileId: plain, kind: about("files", { erase: "keep" }), holderId: plain },
});
