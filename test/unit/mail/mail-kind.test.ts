import { expect, test } from "vitest";
import { z } from "zod";
import { passwordChangedMail } from "~/features/accounts/passwords/password-changed.mail.server";
import { accountStateMail } from "~/features/accounts/staff/account-state.mail.server";
import { enquiryReplyMail } from "~/features/enquiries/enquiry-reply.mail.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { notify } from "~/features/mail/notifications/notify.server";
import type { Ctx } from "~/lib/ctx";

const ctx = {} as Ctx;
const to = { personId: "01900000-0000-7000-8000-000000000001" };
const text = { load: async () => ({}), words: () => ({ subject: "", paragraphs: [], why: "" }), samples: {} };

/** Lines that must not compile: the compiler complains about a `@ts-expect-error` above one that does. */
const MISSPELT = [
  // @ts-expect-error a kind is no string
  () => queueMail(ctx, "password-changed", {}, to),
  // @ts-expect-error an argument that the kind does not have
  () => queueMail(ctx, passwordChangedMail, { note: "x" }, to),
  // @ts-expect-error an argument is left out
  () => queueMail(ctx, accountStateMail, {}, to),
  // @ts-expect-error an argument is misspelt
  () => queueMail(ctx, accountStateMail, { chnage: "suspended" }, to),
  // @ts-expect-error a value that the argument cannot have
  () => queueMail(ctx, accountStateMail, { change: "suspnded" }, to),
  // @ts-expect-error the kind has its class
  () => queueMail(ctx, accountStateMail, { change: "suspended" }, { ...to, class: "security" }),
  // @ts-expect-error a kind with two classes is told which
  () => queueMail(ctx, enquiryReplyMail, { enquiryMessageId: "" }, to),
  // @ts-expect-error one that it does not have
  () => queueMail(ctx, enquiryReplyMail, { enquiryMessageId: "" }, { ...to, class: "security" }),
  // @ts-expect-error a misspelt class
  () => mailKind({ ...text, name: "x", class: "securty", args: z.object({}) }),
  // @ts-expect-error mailings alone are of this class
  () => mailKind({ ...text, name: "x", class: "list", args: z.object({}) }),
  // @ts-expect-error an argument that was not declared
  () => mailKind({ ...text, name: "x", class: "security", args: z.object({ postId: z.uuid() }), load: async (_, { args }) => args.pstId }),
  // @ts-expect-error a sample that the words are not made for
  () => mailKind({ ...text, name: "x", class: "security", args: z.object({}), load: async () => ({ a: 1 }), samples: { one: { b: 1 } } }),
  // @ts-expect-error a mail that is no notification
  () => notify(ctx, [], passwordChangedMail, {}, { cause: "x" }),
  // @ts-expect-error an argument is misspelt
  () => notify(ctx, [], replyNotice, { pstId: "" }, { cause: "x" }),
];

/** The same as they should be. */
const RIGHT = [
  () => queueMail(ctx, passwordChangedMail, {}, to),
  () => queueMail(ctx, accountStateMail, { change: "suspended" }, to),
  () => queueMail(ctx, enquiryReplyMail, { enquiryMessageId: "" }, { ...to, class: "rights" }),
  () => notify(ctx, [], replyNotice, { postIds: [] }, { cause: "x" }),
];

test("a misspelt kind, class, argument or sample does not compile", () => {
  expect([...MISSPELT, ...RIGHT].every((row) => typeof row === "function")).toBe(true);
});

test("a message whose arguments another release wrote is not sent with half of them", async () => {
  const message = { id: "", kind: accountStateMail.name, personId: null, addressId: null, args: { change: "closed" }, cause: null };
  expect(await accountStateMail.stillAllowed(ctx, message)).toBe("args-unreadable");
  expect(await accountStateMail.build(ctx, message)).toEqual({ skip: "args-unreadable" });
  expect(await accountStateMail.stillAllowed(ctx, { ...message, args: { change: "suspended", note: "kept from before" } })).toBeNull();
});
