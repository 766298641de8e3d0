import { setTimeout as pause } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import { AwayError } from "~/lib/errors";
import { logger } from "~/lib/logger.server";
import type { StoreAccess } from "~/lib/store-place";
import { sha256 } from "~/lib/tokens.server";
import { isCode, isPart, pathOfFile, pathOfPart, type Store, type Stored } from "./store";

/** Milliseconds without a word of the store, or a piece of what is read. */
const SILENCE = 15_000;
const TRIES = 3;
/** Milliseconds before the second try; five times as many before the third. */
const PAUSE = 200;

type Asked = { path?: string; query?: Record<string, string>; headers?: Record<string, string>; body?: Buffer };
/** `awaiting` begins the wait for the next word, `heard` ends it, `end` lets go of the connection. */
type Answer = { response: Response; awaiting: () => void; heard: () => void; end: () => void };

/**
 * Files in a bucket of a store that speaks S3's protocol. What it does not answer, or answers with a fault of its own, is asked again;
 * where that does not help it is away: nothing is had, and nothing counts as stored or removed. @throws AwayError
 */
export function openBucket(name: string, { endpoint, region, keyId, secret, isPathStyle }: StoreAccess): Store {
  const signer = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: "s3" });
  const root = isPathStyle ? `${endpoint}/${name}` : endpoint.replace("//", `//${name}.`);

  async function send(method: string, { path = "", query = {}, headers, body }: Asked): Promise<Answer> {
    const call = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const heard = () => clearTimeout(timer);
    const awaiting = () => {
      heard();
      timer = setTimeout(() => call.abort(new Error("the store stays silent")), SILENCE);
    };
    const end = () => {
      heard();
      call.abort();
    };
    const address = `${root}/${path}${path ? "" : `?${new URLSearchParams(query)}`}`;
    const hashed = { "X-Amz-Content-Sha256": sha256(body ?? "").toString("hex") };
    awaiting();
    try {
      const request = await signer.sign(address, { method, headers: { ...headers, ...hashed }, body: body as BodyInit | undefined });
      const response = await fetch(request, { redirect: "manual", signal: call.signal });
      return { response, awaiting, heard, end };
    } catch (error) {
      heard();
      throw error;
    }
  }

  /** What the store answered, where that is one of the wanted: everything else is its fault, or its keeper's. */
  async function ask(method: string, asked: Asked, wanted: number[]): Promise<Answer> {
    for (let tried = 1; ; tried++) {
      const answer = await send(method, asked).catch((error: Error) => error);
      if (!(answer instanceof Error) && wanted.includes(answer.response.status)) return answer;
      const said = await saidBy(answer);
      const isPassing = answer instanceof Error || answer.response.status >= 500 || answer.response.status === 429;
      if (tried < TRIES && isPassing) {
        await pause(PAUSE * 5 ** (tried - 1));
        continue;
      }
      logger.warn({ event: "file store away", method, said });
      throw new AwayError(`the bucket ${name} (${said})`);
    }
  }

  const done = async (method: string, asked: Asked, wanted: number[]) => {
    const { response, end } = await ask(method, asked, wanted);
    await response.text().finally(end);
  };

  async function* list(prefix: string): AsyncGenerator<{ key: string; at: Date }> {
    for (let more: string | null = ""; more !== null; ) {
      const query = { "list-type": "2", prefix, ...(more && { "continuation-token": more }) };
      const { response, end } = await ask("GET", { query }, [200]);
      const xml = await response.text().finally(end);
      for (const [, entry = ""] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs))
        yield { key: tagOf(entry, "Key") ?? "", at: new Date(tagOf(entry, "LastModified") ?? 0) };
      more = tagOf(xml, "IsTruncated") === "true" ? tagOf(xml, "NextContinuationToken") : null;
    }
  }

  return {
    put: (code, part, body) => done("PUT", { path: pathOfPart(code, part), body }, [200]),
    async size(code, part) {
      const { response, end } = await ask("HEAD", { path: pathOfPart(code, part) }, [200, 404]);
      end();
      return response.status === 404 ? null : Number(response.headers.get("Content-Length"));
    },
    async *read(code, part, range) {
      const headers = range && { Range: `bytes=${range.start}-${range.end}` };
      const { response, awaiting, heard, end } = await ask("GET", { path: pathOfPart(code, part), headers }, [range ? 206 : 200]);
      const reader = response.body!.getReader();
      try {
        for (;;) {
          awaiting();
          const { value, done: isDone } = await reader.read();
          // whoever takes it may be slower than the store
          heard();
          if (isDone) return;
          yield Buffer.from(value);
        }
      } finally {
        end();
      }
    },
    async remove(code) {
      for await (const { key } of list(`${pathOfFile(code)}/`)) await done("DELETE", { path: key }, [204, 200, 404]);
    },
    async *list() {
      let stored: Stored = { code: "", parts: [], at: new Date(0) };
      // in the order of their names: the parts of a file stand beside each other
      for await (const { key, at } of list("")) {
        const [letters, code = "", part = "", ...deeper] = key.split("/");
        if (!isCode(code) || code.slice(0, 2) !== letters || !isPart(part) || deeper.length > 0) continue;
        if (stored.code !== code) {
          if (stored.code) yield stored;
          stored = { code, parts: [], at };
        }
        stored.parts.push(part);
        if (at > stored.at) stored.at = at;
      }
      if (stored.code) yield stored;
    },
  };
}

/** Never with an address or a header, which are signed. */
async function saidBy(answer: Answer | Error): Promise<string> {
  if (answer instanceof Error) {
    const { code } = (answer.cause ?? {}) as NodeJS.ErrnoException;
    return code ?? answer.message;
  }
  const { response, end } = answer;
  const text = await response.text().catch(() => "");
  end();
  return [String(response.status), tagOf(text, "Code")].filter(Boolean).join(" ");
}

const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function tagOf(xml: string, tag: string): string | null {
  const [, text] = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml) ?? [];
  return text?.replace(/&(\w+);/g, (whole, sign: string) => SIGNS[sign] ?? whole) ?? null;
}
