import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { VOLUME } from "#db/seeds/volume-people";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import type { MailingContent } from "~/features/mail/mailings/mailing-content.server";
import { stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { startMailing } from "~/features/mail/mailings/start-mailing.server";
import { renderIssueMail } from "~/features/newsletters/issues/render-issue-mail.server";
import type { NodemailerOrder } from "./floors/nodemailer";
import { repeated, timed } from "./load";
import { type Program, startFloor, startPart, startSink } from "./programs";
import { type Row, type Turn, takeTurns } from "./rounds";
import { fillSubscribers, RECIPIENTS, type Stage, settings } from "./stage";
import { type Memory, memoryOf } from "./usage";

const CONNECTIONS = 5;
/** What nodemailer sends in a turn: its rate does not depend on how many, and it takes long. */
const FLOOR_MESSAGES = 1000;
/** Bytes of an issue with seven stories. */
const ISSUE_BYTES = 40_000;
const LARGE_LIST = 100_000;

export type MailResult = {
  recipients: number;
  htmlBytes: number;
  rows: Row[];
  filling: { recipients: number; seconds: number };
  memory: Memory[];
};

type Key = NodemailerOrder["dkim"];
type Run = { stage: Stage; smtpUrl: string; listId: string; content: MailingContent; memory: Memory[] };

/** An issue to three thousand people by the real worker, beside nodemailer's pool building and sending the same to the same server. */
export async function measureMail(stage: Stage, rounds: number): Promise<MailResult> {
  const sink = await startSink(join(stage.dataDir, "transcript.jsonl"));
  const run: Run = { stage, smtpUrl: sink.url, listId: await findList(stage), content: await writeIssue(stage), memory: [] };
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const dkim = { domainName: "bench.example", keySelector: "bench", privateKey };
  const signed = await compare(run, "signed", dkim, rounds);
  const unsigned = await compare(run, "not signed", null, rounds);
  await sink.stop();
  return {
    recipients: RECIPIENTS,
    htmlBytes: run.content.html.length,
    rows: [...signed, ...unsigned],
    filling: await measureFilling(run),
    memory: run.memory.slice(0, 1),
  };
}

/** One worker and one nodemailer, which take turns at the same list. */
async function compare(run: Run, name: string, key: Key, rounds: number): Promise<Row[]> {
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
  const after = memoryOf(worker.pid);
  if (idle && after) run.memory.push({ name: "worker", idle: idle.now, most: after.most });
  await Promise.all([floor.stop(), worker.stop()]);
  return rows;
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

/** Writing one message for each of many recipients, from starting the mailing until it can be sent. */
async function measureFilling({ stage, listId, content }: Run): Promise<MailResult["filling"]> {
  await fillSubscribers(stage, LARGE_LIST);
  const began = performance.now();
  const id = await startMailing(stage.ctx, { listId, kind: "issue", content });
  while (await fillMailing(stage.ctx));
  const seconds = (performance.now() - began) / 1000;
  await stopMailing(stage.ctx, id);
  return { recipients: LARGE_LIST, seconds };
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
