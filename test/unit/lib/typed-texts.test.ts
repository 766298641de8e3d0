import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { textFromHtml } from "#emails/text";
import { FullNameField } from "~/features/accounts/details/profile.schema";
import { PageTextSchema, UnsavedSchema } from "~/features/content/pages/page.schema";
import { OwnEnquirySchema } from "~/features/enquiries/enquiry.schema";
import { Message, PreviewSchema } from "~/features/forum/posts/reply.schema";
import { NewTopicSchema } from "~/features/forum/topics/topic.schema";
import { IssueSchema } from "~/features/newsletters/issues/issue.schema";
import { NoticeSchema } from "~/features/notices/notice.schema";
import { AddressField } from "~/features/people/address.schema";
import { SiteSettingsSchema } from "~/features/settings/site-settings";
import { parseForm } from "~/http/forms/forms.server";
import { linkedText, renderMarkdown } from "~/lib/markdown.server";

const FIELDS: Record<string, z.ZodType<string>> = {
  message: Message.transform((text) => renderMarkdown(text).html),
  title: NewTopicSchema.shape.title,
  name: FullNameField,
  address: AddressField,
  sender: SiteSettingsSchema.shape.mailFrom.unwrap(),
  page: PageTextSchema.shape.body,
  issue: IssueSchema.shape.body,
  notice: NoticeSchema.shape.body,
  question: OwnEnquirySchema.shape.question,
  preview: PreviewSchema.shape.body,
  "unsaved page": UnsavedSchema.shape.body,
  enquiry: z.string().transform(linkedText),
  "mail's text": Message.transform((text) => textFromHtml(renderMarkdown(text).html)),
};

const written = (cell: string) =>
  cell.replace(/\\(?:([nt\\])|u([0-9a-f]{4}))/gi, (_, sign: string, hex: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : { n: "\n", t: "\t" }[sign] || sign,
  );

const rows = readFileSync(new URL("typed-texts.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((row) => row.split("\t") as [string, string, string, string]);

test.each(rows)("%s: the %s %s becomes %s", async (_, field, typed, expected) => {
  const request = new Request("http://localhost/", { method: "POST", body: new URLSearchParams({ typed: written(typed) }) });
  const form = await parseForm(request, z.object({ typed: FIELDS[field]! }));
  const became = form.ok ? form.data.typed : `refused: ${form.errors?.typed}`;

  if (form.ok && field === "message") expect(became).toContain(written(expected));
  else expect(became).toBe(written(expected));
});
