import { uuidv7 } from "uuidv7";
import type { RepliesOrder } from "./floors/replies";
import { repeated, timed } from "./load";
import type { Measured } from "./print";
import { startFloor, startPart } from "./programs";
import { takeTurns } from "./rounds";
import { type Stage, settings } from "./stage";
import { postForm, signIn } from "./visits";

const BODY = "What has worked for us is a short list on the wall, and one person who keeps it.\n\nWe can send ours to whoever asks.";
/** A round, and how many of them wait for the server at once; rounds before it counts. */
const REPLIES = 200;
const AT_ONCE = 16;
const WARMING = 4;
/** Nobody comes near the limit of what one person writes. */
const WRITERS = 50;
const TOPICS = 40;

/** Posting a reply, signed in, beside the rows that it writes. */
export async function measureReplies(stage: Stage, rounds: number): Promise<Measured> {
  const at = await settings();
  const web = await startPart("web", at);
  const floor = await startFloor("replies");
  const topics = await listTopics(stage);
  const cookies = await enterAll(at.BASE_URL, stage.members.slice(0, WRITERS));
  let next = 0;
  const replyMany = async () => {
    const began = performance.now();
    const end = next + REPLIES;
    const keepReplying = async () => {
      for (let index = next++; index < end; index = next++) {
        const status = await reply(at.BASE_URL, cookies[index % WRITERS]!, topics[index % TOPICS]!.code, uuidv7());
        if (status !== 303) throw new Error(`a reply answered ${status}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, keepReplying));
    next = end;
    return { units: REPLIES, seconds: (performance.now() - began) / 1000 };
  };
  for (let round = 0; round < WARMING; round++) await replyMany();
  const [made] = await stage.connection.sql<{ html: string; version: number }[]>`
    select body_html as html, renderer_version as version from forum_posts where body_markdown = ${BODY} limit 1`;
  const people = await stage.connection.sql<{ id: string }[]>`
    select person_id as id from addresses where canonical in ${stage.connection.sql(stage.members.slice(0, WRITERS))}`;
  const order: RepliesOrder = {
    count: REPLIES,
    atOnce: AT_ONCE,
    topics: topics.map(({ id }) => id),
    people: people.map(({ id }) => id),
    body: BODY,
    ...made!,
  };
  const rows = await takeTurns(
    [
      { name: "our server", isOurs: true, turn: () => timed([web.pid, stage.postmaster], replyMany) },
      { name: "its rows alone", turn: () => repeated(floor, [stage.postmaster], order) },
    ],
    rounds,
  );
  await Promise.all([web.stop(), floor.stop()]);
  return { rows, unit: "post" };
}

/** Each writes at most so often, forms sent twice included: a fast machine comes to the limit of what one person writes. */
const CROWD = { seconds: 60, topics: 20, twice: 10, most: 50 };

/**
 * Two hundred members who write for a minute, each sending one reply after the other, every tenth of them twice at once. Every form has to
 * be one post, and every topic to count its own, with no number left out.
 */
export async function measureCrowd(stage: Stage): Promise<Measured> {
  const at = await settings();
  const web = await startPart("web", at);
  const topics = (await listTopics(stage)).slice(0, CROWD.topics);
  const cookies = await enterAll(at.BASE_URL, stage.members);
  const sent: string[] = [];
  // what these people wrote before counts towards it
  await stage.connection.sql`delete from rate_limits`;
  const turn = async () => {
    const began = performance.now();
    const took: number[] = [];
    const keepWriting = async (cookie: string, person: number) => {
      for (let count = person; count < person + CROWD.most && performance.now() < began + CROWD.seconds * 1000; count++) {
        const submission = uuidv7();
        sent.push(submission);
        const asked = performance.now();
        const send = () => reply(at.BASE_URL, cookie, topics[count % topics.length]!.code, submission);
        const statuses = await Promise.all(count % CROWD.twice === 0 ? [send(), send()] : [send()]);
        took.push(performance.now() - asked);
        if (statuses.some((status) => status !== 303)) throw new Error(`a reply answered ${statuses}`);
      }
    };
    await Promise.all(cookies.map(keepWriting));
    took.sort((a, b) => a - b);
    return { units: sent.length, seconds: (performance.now() - began) / 1000, p99Ms: took[Math.floor(took.length * 0.99)]! };
  };
  const rows = await takeTurns(
    [{ name: `${cookies.length} writers`, isOurs: true, turn: () => timed([web.pid, stage.postmaster], turn) }],
    1,
  );
  await web.stop();
  await demandWhole(stage, sent);
  return { rows, unit: "post" };
}

async function demandWhole({ connection: { sql } }: Stage, sent: readonly string[]): Promise<void> {
  const [posts] = await sql<[{ count: number }]>`
    select count(*)::int from forum_posts where submission_id in (select jsonb_array_elements_text(${JSON.stringify(sent)}::text::jsonb)::uuid)`;
  if (posts.count !== sent.length) throw new Error(`${sent.length} forms made ${posts.count} posts`);
  const wrong = await sql<{ code: string }[]>`
    select code from forum_topics t join lateral (select count(*), max(number) as last from forum_posts where topic_id = t.id) p on true
    where p.count <> t.last_post_number or p.last <> t.last_post_number`;
  if (wrong.length > 0) throw new Error(`of these topics the numbers are wrong: ${wrong.map(({ code }) => code)}`);
}

const reply = (baseUrl: string, cookie: string, code: string, submissionId: string) =>
  postForm(baseUrl, `/forum/topics/${code}/replies`, cookie, { body: BODY, submissionId });

async function enterAll(baseUrl: string, members: readonly string[]): Promise<string[]> {
  const cookies: string[] = [];
  for (const [index, email] of members.entries()) cookies.push(await signIn(baseUrl, email, `10.2.${index}`));
  return cookies;
}

const listTopics = ({ connection: { sql } }: Stage) =>
  sql<{ id: string; code: string }[]>`
    select t.id, t.code from forum_topics t join forum_categories c on c.id = t.category_id
    where c.slug = 'volume' and t.locked_at is null order by t.code limit ${TOPICS}`;
