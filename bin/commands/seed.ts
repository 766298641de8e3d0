import { defineCommand } from "citty";
import { jsonFlag, Refusal, refuseUnknown, tell, wholeNumber } from "./outcome";
import { withPortal } from "./with-portal";

const demo = defineCommand({
  meta: { name: "demo", description: "Write the demo community into an empty database" },
  args: jsonFlag,
  async run({ args }) {
    refuseUnknown(args, jsonFlag);
    await withPortal("portal seed demo", async (_, connection) => {
      await refuseLive();
      const [person] = await connection.sql`select from persons limit 1`;
      if (person) throw new Refusal("There are people in this database already: the demo community goes into an empty one.");
      const { seedDemo } = await import("#db/seeds/community");
      await seedDemo(connection);
      await analyse();
      tell(args.json, { ok: true }, ["The demo community is in place."]);
    });
  },
});

const sizes = {
  ...jsonFlag,
  members: { type: "string", description: "Members", default: "1000" },
  topics: { type: "string", description: "Forum topics", default: "500" },
  posts: { type: "string", description: "Forum posts", default: "5000" },
  subscribers: { type: "string", description: "Newsletter subscribers", default: "5000" },
  messages: { type: "string", description: "Mails that they were sent", default: "5000" },
} as const;

const volume = defineCommand({
  meta: {
    name: "volume",
    description: "Fill up to so many invented people, topics, posts, subscribers and mails; stopped, it goes on the next time",
  },
  args: sizes,
  async run({ args }) {
    refuseUnknown(args, sizes);
    const wanted = {
      members: wholeNumber("members", args.members),
      topics: wholeNumber("topics", args.topics),
      posts: wholeNumber("posts", args.posts),
      subscribers: wholeNumber("subscribers", args.subscribers),
      messages: wholeNumber("messages", args.messages),
    };
    if (wanted.subscribers === 0 && wanted.messages > 0) throw new Refusal("Mails need subscribers: ask for some, or for --messages 0.");
    await withPortal("portal seed volume", async (_, connection) => {
      await refuseLive();
      const { seedVolume } = await import("#db/seeds/volume");
      await seedVolume(connection, wanted);
      await analyse();
      tell(args.json, { ok: true, ...wanted }, ["Done."]);
    });
  },
});

async function analyse(): Promise<void> {
  const { env } = await import("~/lib/env.server");
  const { analyseAll } = await import("#db/migrate");
  await analyseAll(env().migrateDatabaseUrl);
}

async function refuseLive(): Promise<void> {
  const { env } = await import("~/lib/env.server");
  if (env().deployment === "live") throw new Refusal("A live portal takes no invented people.");
}

export const seed = defineCommand({
  meta: { name: "seed", description: "Fill a database with invented people: demo, volume" },
  subCommands: { demo, volume },
});
