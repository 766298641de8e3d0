import { and, eq, sql } from "drizzle-orm";
import { countReach } from "~/features/consents/reach.queries.server";
import { publishWording } from "~/features/consents/wordings.server";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { finishMailings } from "~/features/mail/mailings/mailing-states.server";
import { createNewsletter } from "~/features/newsletters/create-newsletter.server";
import { createIssue } from "~/features/newsletters/issues/compose-issue.server";
import { sendIssue } from "~/features/newsletters/issues/send-issue.server";
import { chooseInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { confirmSubscription } from "~/features/newsletters/subscriptions/confirm-subscription.server";
import { requestSubscription } from "~/features/newsletters/subscriptions/request-subscription.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later, MINUTE } from "~/lib/dates";
import { mailings } from "../schema/mail/mailings";
import { messages } from "../schema/mail/messages";
import { openLink } from "./open-link";
import type { Community } from "./people";
import { type IssueSeed, type NewsletterSeed, newsletters } from "./texts/newsletters";
import { wordings } from "./texts/wordings";

/** In days: after two years a permission is asked for again. */
const LONG_AGO = 740;

/** Newsletters with those who get them, an issue that went out, and those who have not confirmed yet. */
export async function seedNewsletters(ctx: Ctx, people: Community): Promise<void> {
  const first = { ...ctx, now: later(ctx.now, -LONG_AGO * DAY) };
  for (const wording of wordings) await publishWording(first, wording);
  for (const seed of newsletters) await seedNewsletter(ctx, people, seed);
}

async function seedNewsletter(ctx: Ctx, people: Community, seed: NewsletterSeed): Promise<void> {
  const { slug, name, description, frequency, audience } = seed;
  const made = await createNewsletter({ ...ctx, now: later(ctx.now, -LONG_AGO * DAY) }, { slug, name, description, frequency, audience });
  if (!made.ok) throw new Error(`${slug}: ${made.reason}`);
  const { listId } = made;
  for (const [index, key] of seed.memberSubscribers.entries()) {
    const joined = { ...ctx, actor: people.actorOf(key), now: later(ctx.now, -(20 + index) * DAY) };
    await chooseInAccount(joined, { newsletter: [slug], shown: [] });
  }
  for (const [index, email] of seed.addressSubscribers.entries()) await subscribeByAddress(ctx, slug, email, 25 + index);
  for (const email of seed.longStandingAddresses) await subscribeByAddress(ctx, slug, email, LONG_AGO - 5);
  for (const email of seed.unconfirmedAddresses) await askFor(ctx, slug, email, 2);
  for (const issue of seed.issues) await seedIssue(ctx, people, { slug, listId }, issue);
}

async function askFor(ctx: Ctx, slug: string, email: string, daysAgo: number): Promise<void> {
  const asked = { ...ctx, actor: { kind: "visitor" as const }, now: later(ctx.now, -daysAgo * DAY) };
  const result = await requestSubscription(asked, { email, newsletter: [slug] });
  if (!result.ok) throw new Error(`${slug} is not offered`);
}

async function subscribeByAddress(ctx: Ctx, slug: string, email: string, daysAgo: number): Promise<void> {
  await askFor(ctx, slug, email, daysAgo);
  const { actor, token } = await openLink(ctx, "subscribe", email);
  const result = await confirmSubscription({ ...ctx, actor, now: later(ctx.now, -daysAgo * DAY + 10 * MINUTE) }, token);
  if (!result.ok) throw new Error(`${email} could not confirm: ${result.reason}`);
}

async function seedIssue(ctx: Ctx, people: Community, newsletter: { slug: string; listId: string }, issue: IssueSeed): Promise<void> {
  const sent = { ...ctx, actor: people.actorOf(issue.author), now: later(ctx.now, -issue.daysAgo * DAY) };
  const { code } = await createIssue(sent, newsletter.slug, {
    subject: issue.subject,
    preheader: issue.preheader,
    body: issue.body,
  });
  if (issue.state === "draft") return;
  const { reachable } = await countReach(sent, newsletter.listId);
  const result = await sendIssue(sent, code, { version: 1, people: reachable });
  if (!result.ok) throw new Error(`${issue.subject} could not be sent: ${result.reason}`);
  await deliver(sent, issue.isTroubled ?? false);
}

/** What worker and relay would have done by now, without a mail leaving: most got it, and of the newest issue some did not. */
async function deliver(ctx: Ctx, isTroubled: boolean): Promise<void> {
  while (await fillMailing(ctx));
  if (isTroubled)
    await ctx.db.execute(sql`
      update messages m set state = t.state, reason = t.reason, attempt = 1, smtp_code = t.code, smtp_status = t.status, next_at = null,
        final_at = ${later(ctx.now, MINUTE).toISOString()}::timestamptz
      from (select messages.id, row_number() over (order by canonical) as place
            from messages join addresses on addresses.id = address_id where state = 'pending' and class = 'list') of_all
      join (values (2, 'unknown', 'no-answer', null::smallint, null), (4, 'unknown', 'no-answer', null, null), (5, 'unknown', 'worker-lost', null, null),
                   (7, 'failed', 'mailbox-full', 552, '5.2.2'), (9, 'failed', 'policy', 554, '5.7.1')) as t(place, state, reason, code, status)
        on t.place = of_all.place
      where m.id = of_all.id`);
  await ctx.db.execute(sql`
    update messages m set to_email = canonical, to_hashes = hashes from addresses a where a.id = m.address_id and m.class = 'list' and m.to_email is null`);
  await ctx.db
    .update(messages)
    .set({ state: "accepted", smtpCode: 250, nextAt: null, finalAt: later(ctx.now, MINUTE) })
    .where(and(eq(messages.state, "pending"), eq(messages.class, "list")));
  await finishMailings(ctx);
  await ctx.db
    .update(mailings)
    .set({ finishedAt: later(ctx.now, 2 * MINUTE) })
    .where(eq(mailings.startedAt, ctx.now));
}
