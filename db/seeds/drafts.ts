import { uuidv7 } from "uuidv7";
import { saveDraft } from "~/features/drafts/save-draft.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";

/** What was begun and not sent: one to go on with, and one pasted in from everywhere. */
export async function seedDrafts(ctx: Ctx, people: Community): Promise<void> {
  const begin = async (daysAgo: number, path: string, text: Record<string, string>) => {
    const id = uuidv7();
    const by = { ...ctx, actor: people.actorOf("manager"), now: later(ctx.now, -daysAgo * DAY) };
    expectOk(await saveDraft(by, { path, id, values: { ...text, submissionId: id } }));
  };
  await begin(9, "/forum/running-the-practice/new", {
    title: `Rotas_v7_FINAL(2)_${"really".repeat(30)}`,
    body: `•\tMon\t08:00\t18:30\n•\tTue\t07:00\t20:00\n\n\n>5 on the desk??  & <b>who</b> covers 12–2\nhttps://intranet.example/${"folder/".repeat(40)}rota.xlsx\n\n(ask Bev first)`,
  });
  await begin(1, "/forum/tea-room/new", {
    title: "What do you do on the first quiet Friday?",
    body: "Ours was last week, for about forty minutes. We watered the plants and found the missing stapler.\n\nWhat would you do with an hour that nobody has booked?\n\n- ",
  });
}
