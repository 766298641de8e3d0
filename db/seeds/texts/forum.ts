import type { CategorySeed, TopicSeed } from "./seed-types";
import { smallVictoriesTopics } from "./topic-small-victories";
import { digitalAndDataTopics } from "./topics-digital-and-data";
import { firstYearTopics } from "./topics-first-year";
import { hiringAndRotasTopics } from "./topics-hiring-and-rotas";
import { leasesAndLedgersTopics } from "./topics-leases-and-ledgers";
import { moneyPeoplePremisesTopics } from "./topics-money-people-premises";
import { networksTopics } from "./topics-networks";
import { newToTheJobTopics } from "./topics-new-to-the-job";
import { patientsAndPublicTopics } from "./topics-patients-and-public";
import { pcnLeadsTopics } from "./topics-pcn-leads";
import { pressureAtTheDeskTopics } from "./topics-pressure-at-the-desk";
import { runningThePracticeTopics } from "./topics-running-the-practice";
import { teaRoomTopics } from "./topics-tea-room";

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
    description: "Access, complaints, inspections and winter: everything between the front door and the last patient.",
    audience: "members",
  },
  {
    slug: "money-people-premises",
    name: "Money, people and premises",
    description: "Contracts and claims, staff and locums, pensions, leases and leaking gutters.",
    audience: "members",
  },
  {
    slug: "digital-and-data",
    name: "Digital and data",
    description: "Phones, websites, records, the toolkit, and everything with a log-in.",
    audience: "members",
  },
  {
    slug: "pcn-leads",
    name: "PCN leads",
    description: "For those who hold a network together: shared staff, hubs, agreements and money.",
    audience: { group: "pcn-leads" },
  },
  {
    slug: "tea-room",
    name: "The tea room",
    description: "Good news, bad Mondays, farewells, and whatever fits nowhere else.",
    audience: "members",
  },
] as const satisfies readonly CategorySeed[];

type CategorySlug = (typeof categories)[number]["slug"];

export const topics: readonly TopicSeed<CategorySlug>[] = [
  ...newToTheJobTopics,
  ...firstYearTopics,
  ...runningThePracticeTopics,
  ...pressureAtTheDeskTopics,
  ...patientsAndPublicTopics,
  ...moneyPeoplePremisesTopics,
  ...leasesAndLedgersTopics,
  ...hiringAndRotasTopics,
  ...digitalAndDataTopics,
  ...pcnLeadsTopics,
  ...networksTopics,
  ...teaRoomTopics,
  ...smallVictoriesTopics,
];
