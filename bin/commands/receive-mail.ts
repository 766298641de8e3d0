import { defineCommand } from "citty";
import type { MailTaken } from "~/features/forum/by-mail/take-mail.server";
import { Refusal, refuseUnknown } from "./outcome";
import { withPortal } from "./with-portal";

const args = {
  sender: { type: "string", description: "Who the envelope says it is from; empty or MAILER-DAEMON: nobody", required: true },
  recipient: { type: "string", description: "Which address of ours the envelope names", required: true },
} as const;

/** As mail servers read them (sysexits.h). */
const NO_USER = 67;
const TRY_LATER = 75;
const NOT_ALLOWED = 77;

/** What the mail server tells who sent it; null: it was taken. */
const ANSWERS: Record<MailTaken, { code: number; words: string } | null> = {
  taken: null,
  ignored: null,
  later: { code: TRY_LATER, words: "Too many at once; it will be tried again." },
  "no-such-address": { code: NO_USER, words: "There is no such address, or answers by mail are not taken." },
  "not-allowed": {
    code: NOT_ALLOWED,
    words: "Nothing was posted: an answer is taken only from whom that mail was sent to. Send it from the address that you sign in with.",
  },
  unreadable: { code: NOT_ALLOWED, words: "Nothing was posted: this mail is larger than 10 MB, or cannot be read." },
};

export const receiveMail = defineCommand({
  meta: { name: "receive-mail", description: "Take one mail from standard input, as a mail server's pipe brings it" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    const taken = await take(given).catch((error: Error) => {
      // whatever is wrong here, the mail stays with the server
      throw new Refusal(error instanceof Refusal ? error.message : `It was not taken now: ${error.name}`, TRY_LATER);
    });
    const answer = ANSWERS[taken];
    if (answer) throw new Refusal(answer.words, answer.code);
  },
});

const take = ({ sender, recipient }: { sender: string; recipient: string }): Promise<MailTaken> =>
  withPortal("portal receive-mail", async (ctx) => {
    const { LARGEST_MAIL } = await import("~/features/mail/incoming/read-mail.server");
    const { takeMail } = await import("~/features/forum/by-mail/take-mail.server");
    const { database } = await import("~/lib/db.server");
    try {
      return await takeMail(ctx, await readInput(LARGEST_MAIL), { sender, recipient });
    } finally {
      // what counts attempts has a pool of its own
      await database().close();
    }
  });

/** One byte more than may be taken says enough. */
async function readInput(most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) break;
  }
  return Buffer.concat(chunks);
}
