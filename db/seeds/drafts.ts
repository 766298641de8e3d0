import { uuidv7 } from "uuidv7";
import { saveDraft } from "~/features/drafts/save-draft.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { drafts } from "./texts/drafts";

/** What was begun and not sent: one to go on with, and one pasted in from everywhere. */
export async function seedDrafts(ctx: Ctx, people: Community): Promise<void> {
  for (const { path, author, daysAgo, title, body } of drafts) {
    const id = uuidv7();
    const by = { ...ctx, actor: people.actorOf(author), now: later(ctx.now, -daysAgo * DAY) };
    expectOk(await saveDraft(by, { path, id, values: { title, body, submissionId: id } }));
  }
}
