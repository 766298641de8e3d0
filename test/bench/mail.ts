import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "#db/client.server";
import { VOLUME } from "#db/seeds/volume-people";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import type { MailingContent } from "~/features/mail/mailings/mailing-content.server";
import { stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { startMailing } from "~/features/mail/mailings/start-mailing.server";
import { renderIssueMail } from "~/features/newsletters/issues/render-issue-mail.server";
import type { NodemailerOrder } from "./floors/nodemailer";
import { repeated, timed } from "./load";
import { measurePressure } from "./pressure";
import type { Measured, Part } from "./print";
import { type Program, startFloor, startPart, startSink } from "./programs";
import { type Turn, takeTurns } from "./rounds";
import { fillSubscribers, RECIPIENTS, type Stage, settings } from "./stage";
import { memoriesOf, memoryOf } from "./usage";

const CONNECTIONS = 5;
/** What nodemailer sends in a turn: its rate does not depend on how many, and it takes long. */
const FLOOR_MESSAGES = 1000;
/** Bytes of an issue with seven stories. */
const ISSUE_BYTES = 40_000;
const LARGE_LIST = 100_000;

type Key = NodemailerOrder["dkim"];
type Run = { stage: Stage; smtpUrl: string; listId: string; content: MailingContent };

/**
 * An issue to three thousand people by the real worker, beside nodemailer's pool building and sending the same to the same server, signed
 * and not; and writing the messages of a large list: each a part of the run.
 */
export async function eachMailing(stage: Stage, rounds: number, part: Part): Promise<void> {
  const sink = await startSink(join(stage.dataDir, "transcript.jsonl"));
  const run: Run = { stage, smtpUrl: sink.url, listId: await findList(stage), content: await writeIssue(stage) };
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const dkim = { domainName: "bench.example", keySelector: "bench", privateKey };
  const title = `A newsletter, ${(run.content.html.length / 1000).toFixed(1)} kB of HTML, to ${RECIPIENTS} people`;
  await part(`${title}, signed`, () => compare(run, "signed", dkim, rounds));
  await part(`${title}, not signed`, () => compare(run, "not signed", null, rounds));
  await part(`Writing the messages to ${LARGE_LIST} people`, () => measureFilling(run, rounds));
  await part(`The first copy to ${LARGE_LIST} people, from “send”`, async () => ({ seconds: await measureFirstCopy(run) }));
  await sink.stop();
}

/** One worker and one nodemailer, which take turns at the same list. */
async function compare(run: Run, name: string, key: Key, rounds: number): Promise<Measured> {
  const floor = await startFloor("nodemailer");
  const worker = await startPart("worker", {
    ...(await settings()),
    SMTP_URL: run.smtpUrl,
    SMTP_CONNECTIONS: String(CONNECTIONS),
    ...(key ? { DKIM_DOMAIN: key.domainName, DKIM_SELECTOR: key.keySelector, DKIM_PRIVATE_KEY: key.privateKey } : {}),
  });
  // It looks at everything once when it starts.
  await sleep(1000);
  const idle = memoryOf(worker.pid);
  const rows = await takeTurns(
    [
      { name: `our worker, ${name}`, isOurs: true, turn: () => sendByWorker(run, worker) },
      { name: `nodemailer alone, ${name}`, turn: () => repeated(floor, [], orderOf(run, key)) },
    ],
    rounds,
  );
  const memory = memoriesOf([{ name: "worker", idle, after: memoryOf(worker.pid) }]);
  await Promise.all([floor.stop(), worker.stop()]);
  return { rows, unit: "message", memory };
}

/** Pages while a worker, on the core of what is measured, sends an issue. */
export async function measureWhileSending(stage: Stage, rounds: number): Promise<Measured> {
  const sink = await startSink(join(stage.dataDir, "transcript.jsonl"));
  const run: Run = { stage, smtpUrl: sink.url, listId: await findList(stage), content: await writeIssue(stage) };
  const worker = await startPart("worker", { ...(await settings()), SMTP_URL: sink.url, SMTP_CONNECTIONS: String(CONNECTIONS) });
  await sleep(1000);
  const measured = await measurePressure(stage, rounds, async () => {
    const sent = sendByWorker(run, worker);
    return { rest: async () => void (await sent) };
  });
  await Promise.all([worker.stop(), sink.stop()]);
  return measured;
}

/** From the start of the mailing to the last result on record, with the database's share. */
const sendByWorker = ({ stage, listId, content }: Run, worker: Program): Promise<Turn> =>
  timed([worker.pid, stage.postmaster], async () => {
    const began = performance.now();
    await untilFinished(stage, await startMailing({ ...stage.ctx, now: new Date() }, { listId, kind: "issue", content }));
    return { units: RECIPIENTS, seconds: (performance.now() - began) / 1000 };
  });

async function untilFinished({ connection }: Stage, id: string): Promise<void> {
  for (;;) {
    await sleep(50);
    const [row] = await connection.sql<{ accepted: number }[]>`select accepted from mailings where id = ${id} and state = 'finished'`;
    if (!row) continue;
    if (row.accepted !== RECIPIENTS) throw new Error(`${row.accepted} of ${RECIPIENTS} were accepted`);
    return;
  }
}

function orderOf({ smtpUrl, content }: Run, dkim: Key): NodemailerOrder {
  const { fromName, subject, html, text, placeholder } = content;
  const headers = {
    "List-Id": `${fromName} <volume.localhost>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Help": "<http://localhost/newsletters/manage>",
    Precedence: "bulk",
  };
  const from = `${fromName} <news@bench.example>`;
  const mail = { from, replyTo: "hello@bench.example", subject, html, text, placeholder, headers };
  return { smtpUrl, connections: CONNECTIONS, count: FLOOR_MESSAGES, dkim, mail };
}

/** Seconds from starting a mailing to many until the first copy was taken, sent by a worker. */
async function measureFirstCopy({ stage, listId, content, smtpUrl }: Run): Promise<number> {
  const worker = await startPart("worker", { ...(await settings()), SMTP_URL: smtpUrl, SMTP_CONNECTIONS: String(CONNECTIONS) });
  await sleep(1000);
  const began = performance.now();
  const id = await startMailing({ ...stage.ctx, now: new Date() }, { listId, kind: "issue", content });
  const isOut = () => stage.connection.sql`select from messages where mailing_id = ${id} and state = 'accepted' limit 1`;
  while ((await isOut()).length === 0) await sleep(10);
  const seconds = (performance.now() - began) / 1000;
  await stopMailing(stage.ctx, id);
  await worker.stop();
  return seconds;
}

/** Seconds of writing one message for each of many recipients, from starting the mailing until it can be sent. */
/** A mailing's messages, beside as many rows of a bare queue: a number, a state and a small payload, with no more than two indexes. */
async function measureFilling({ stage, listId, content }: Run, rounds: number): Promise<Measured> {
  await fillSubscribers(stage, LARGE_LIST);
  const { sql, close } = connect(process.env.MIGRATE_DATABASE_URL!);
  await sql`create table bare_queue (id bigint generated always as identity primary key, state smallint not null default 0, payload jsonb not null)`;
  await sql`create index on bare_queue (id) where state = 0`;
  const turn = (write: () => Promise<unknown>) => () =>
    timed([stage.postmaster], async () => {
      const began = performance.now();
      await write();
      return { units: LARGE_LIST / 1000, seconds: (performance.now() - began) / 1000 };
    });
  const started: string[] = [];
  const rows = await takeTurns(
    [
      {
        name: "our messages",
        isOurs: true,
        turn: turn(async () => {
          started.push(await startMailing(stage.ctx, { listId, kind: "issue", content }));
          while (await fillMailing(stage.ctx));
        }),
      },
      {
        name: "rows of a bare queue",
        turn: turn(async () => {
          for (let written = 0; written < LARGE_LIST; written += 1000)
            await sql`insert into bare_queue (payload) select jsonb_build_object('to', n, 'mailing', 7) from generate_series(1, 1000) n`;
        }),
      },
    ],
    rounds,
  );
  for (const id of started) await stopMailing(stage.ctx, id);
  await sql`drop table bare_queue`;
  await close();
  return { rows, unit: "thousand message" };
}

async function findList({ connection }: Stage): Promise<string> {
  const [row] = await connection.sql<{ id: string }[]>`select id from lists where slug = ${VOLUME}`;
  return row!.id;
}

/** The texts of the demo's issues, as often as it takes. */
async function writeIssue({ ctx, connection }: Stage): Promise<MailingContent> {
  const rows = await connection.sql<{ html: string }[]>`select body_html as html from newsletter_issues order by created_at`;
  const stories = rows.map(({ html }) => html).join("\n");
  const newsletter = { slug: VOLUME, name: "Volume", isOpen: true };
  for (let bodyHtml = stories; ; bodyHtml += `\n${stories}`) {
    const content = await renderIssueMail(ctx, { newsletter, subject: "What the week brought", preheader: "Seven stories", bodyHtml });
    if (content.html.length >= ISSUE_BYTES) return content;
  }
}
