import type { RenderedMail } from "#emails/layouts/service";
import { inTheDark } from "#emails/look";
import { SAMPLES } from "#emails/samples";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { letterOf } from "~/features/mail/messages/letters.server";
import { getMailSender, getMailSite } from "~/features/mail/transport/sender.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { NotFoundError } from "~/lib/errors";

type Sample = { name: string; render: () => Promise<RenderedMail> };

/** By the name of its kind; the layouts with their ugly values are one more. */
type Samples = { kind: string; samples: readonly Sample[] };

/** Every mail that the portal can send, for whoever writes them: how many samples each kind has. @throws NotFoundError on a live site */
export async function listMailSamples(ctx: Ctx): Promise<{ kind: string; count: number }[]> {
  return (await everySample(ctx)).map(({ kind, samples }) => ({ kind, count: samples.length }));
}

/** What each sample of a kind says. @throws NotFoundError */
export async function getMailSamples(ctx: Ctx, kind: string): Promise<{ name: string; subject: string; text: string }[]> {
  const samples = await samplesOf(ctx, kind);
  return Promise.all(
    samples.map(async ({ name, render }) => {
      const { subject, text } = await render();
      return { name, subject, text };
    }),
  );
}

/** One sample as a document, by its place in the list. @throws NotFoundError */
export async function getMailSample(ctx: Ctx, { kind, number, look }: { kind: string; number: string; look: string }): Promise<string> {
  const sample = (await samplesOf(ctx, kind))[Number(number) - 1];
  if (!sample || !["light", "dark"].includes(look)) throw new NotFoundError("sample");
  const { html } = await sample.render();
  return look === "dark" ? inTheDark(html) : html;
}

async function samplesOf(ctx: Ctx, kind: string): Promise<readonly Sample[]> {
  const found = (await everySample(ctx)).find((each) => each.kind === kind);
  if (!found) throw new NotFoundError("kind of mail");
  return found.samples;
}

async function everySample(ctx: Ctx): Promise<Samples[]> {
  if (env().deployment === "live") throw new NotFoundError("page");
  const [site, sender] = [await getMailSite(ctx), await getMailSender(ctx)];
  const kinds = MAIL_KINDS.map(({ name, samplesFor }) => ({
    kind: name,
    samples: samplesFor(site).map(({ name, content }) => ({ name, render: () => letterOf(content, sender) })),
  }));
  return [...kinds.sort((one, other) => one.kind.localeCompare(other.kind)), { kind: "layouts", samples: SAMPLES }];
}
