import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { connect } from "#db/client.server";

/** The rows of a reply and nothing else, each reply in one transaction of prepared statements. */
export type RepliesOrder = {
  count: number;
  atOnce: number;
  topics: readonly string[];
  people: readonly string[];
  body: string;
  html: string;
  version: number;
};

const { sql } = connect(process.env.DATABASE_URL!);
const networks = Array.from({ length: 2 }, () => randomBytes(32).toString("base64url"));

process.on("message", async ({ count, atOnce, ...order }: RepliesOrder) => {
  const began = performance.now();
  let next = 0;
  const keepWriting = async () => {
    for (let index = next++; index < count; index = next++) await write(order, index);
  };
  await Promise.all(Array.from({ length: atOnce }, keepWriting));
  process.send!({ units: count, seconds: (performance.now() - began) / 1000 });
});
process.on("disconnect", () => process.exit(0));
process.send!("ready");

async function write({ topics, people, body, html, version }: Omit<RepliesOrder, "count" | "atOnce">, index: number): Promise<void> {
  const [topic, person] = [topics[index % topics.length]!, people[index % people.length]!];
  const [id, submission, now] = [uuidv7(), uuidv7(), new Date().toISOString()];
  await sql.begin(async (sql) => {
    const [{ number }] = await sql<[{ number: number }]>`
      update forum_topics set last_post_number = last_post_number + 1, last_post_at = ${now}, last_post_by = ${person}
      where id = ${topic} returning last_post_number as number`;
    await sql`insert into forum_posts (id, topic_id, number, author_id, body_markdown, body_html, renderer_version, submission_id, created_at)
      values (${id}, ${topic}, ${number}, ${person}, ${body}, ${html}, ${version}, ${submission}, ${now})`;
    await sql`insert into drafts (person_id, id, path, values, saved_at, closed_at) values (${person}, ${submission}, '', '{}', ${now}, ${now})`;
    await sql`insert into forum_watches (person_id, topic_id, level, changed_at) values (${person}, ${topic}, 'watching', ${now})
      on conflict do nothing`;
    await sql`insert into forum_reads (person_id, topic_id, last_read_number, read_at) values (${person}, ${topic}, ${number}, ${now})
      on conflict (person_id, topic_id) do update set last_read_number = ${number}, read_at = ${now}`;
    await sql`insert into job_outbox (id, name, payload, run_at, created_at)
      values (${uuidv7()}, 'forum.notify-reply', ${JSON.stringify({ postId: id })}, now(), ${now})`;
    for (const key of networks)
      await sql`insert into rate_limits (key, points, expire) values (${`${key} ${person}`}, 1, ${now})
        on conflict (key) do update set points = rate_limits.points + 1`;
  });
}
