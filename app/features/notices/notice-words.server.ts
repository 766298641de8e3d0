import { RETENTION, type RetentionRule } from "#db/retention";
import { getSettings } from "~/features/settings/settings.queries.server";
import { answerTime, type SiteSettings } from "~/features/settings/site-settings";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { asTable, asText, type Words } from "./fill-text";
import { listProcessing, type Processing } from "./processing.server";

/** What the words in a notice's double brackets stand for now. */
export async function loadNoticeWords(ctx: Ctx): Promise<Words> {
  const site = await getSettings(ctx);
  return {
    network: asText(site.name),
    controller: asText(site.controllerName || site.name),
    "data-protection-officer": asText(site.dpoName || "reached at the address given here"),
    "privacy-contact": asLink(site.privacyContact),
    "complaint-contact": asLink(site.complaintContact),
    "contact-address": asLink(site.contactAddress),
    "postal-address": asText(site.postalAddress),
    "answer-time": answerTime(site),
    site: env().baseUrl,
    ...keptWords(site),
    "what-we-hold": asTable(["Why", "What, on which lawful basis, for how long"], listProcessing().map(rowOf)),
  };
}

/** `[[keep-enquiries]]`: how long that is kept, by its rule, or for less where the operator chose so. */
function keptWords(site: SiteSettings): Words {
  const rules = Object.entries(RETENTION) as [RetentionRule, { period: string; setting?: keyof SiteSettings }][];
  return Object.fromEntries(
    rules.map(([rule, { period, setting }]) => {
      const [most, unit = ""] = period.split(" ");
      const count = setting ? Number(site[setting]) : Number(most);
      return [`keep-${rule}`, count === 1 ? `1 ${unit.replace(/s$/, "")}` : `${count} ${unit}`];
    }),
  );
}

/** Settings hold plain addresses only. */
const asLink = (address: string) => `<${address}>`;

/** Two columns: they fit a phone as well. */
const rowOf = ({ purpose, holds, basis, retention }: Processing) => [
  asText(purpose),
  `${asText(holds.join("; "))}. **Lawful basis:** ${asText(basis)}. **Kept:** ${asText(retention)}.`,
];
