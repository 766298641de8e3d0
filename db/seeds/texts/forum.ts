import type { CategorySeed, TopicSeed } from "./seed-types";
import { moneyPeoplePremisesTopics } from "./topics-money-people-premises";
import { newToTheJobTopics } from "./topics-new-to-the-job";
import { pcnLeadsTopics } from "./topics-pcn-leads";
import { runningThePracticeTopics } from "./topics-running-the-practice";

/** In the order in which they are listed. */
export const categories = [
  {
    slug: "new-to-the-job",
    name: "New to the job",
    description: "First weeks, first rota, first inspection. Anybody may read here; members answer.",
    audience: "open",
  },
  {
    slug: "running-the-practice",
    name: "Running the practice",
    description: "Access, phones, complaints, records and security: everything between the front door and the last patient.",
    audience: "members",
  },
  {
    slug: "money-people-premises",
    name: "Money, people and premises",
    description: "Contracts and claims, staff and locums, pensions, leases and leaking gutters.",
    audience: "members",
  },
  {
    slug: "pcn-leads",
    name: "PCN leads",
    description: "For those who hold a network together: shared staff, hubs, agreements and money.",
    audience: { group: "pcn-leads" },
  },
] as const satisfies readonly CategorySeed[];

type CategorySlug = (typeof categories)[number]["slug"];

export const topics: readonly TopicSeed<CategorySlug>[] = [
  ...newToTheJobTopics,
  ...runningThePracticeTopics,
  ...moneyPeoplePremisesTopics,
  ...pcnLeadsTopics,
];
