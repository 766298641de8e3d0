import { createHash, createPrivateKey, createSign, type KeyObject } from "node:crypto";
import { domainToASCII } from "node:url";
import { foldLines } from "nodemailer/lib/mime-funcs";
import { getDomain } from "tldts";
import type { Env } from "~/lib/env.server";

export type Signer = { domainName: string; keySelector: string; privateKey: KeyObject };

/** Reads the key once: doing so for each copy would cost as much as signing. */
export const readSigner = (dkim: Env["dkim"]): Signer | null => dkim && { ...dkim, privateKey: createPrivateKey(dkim.privateKey) };

/** What a signature covers. Receivers demand List-Unsubscribe-Post among it (RFC 8058), which the usual list leaves out. */
const SIGNED = [
  "from",
  "reply-to",
  "to",
  "subject",
  "date",
  "message-id",
  "references",
  "in-reply-to",
  "mime-version",
  "content-type",
  "list-id",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "list-help",
  "list-archive",
  "precedence",
  "auto-submitted",
];

/**
 * The DKIM-Signature of a message (RFC 6376, relaxed), whose body is its own canonical form. From is named once more than it is there, so
 * that nobody can put a second one above ours and be shown instead: nodemailer's signer names each once.
 */
export function signatureOf(head: string[], body: Buffer, { domainName, keySelector, privateKey }: Signer): string {
  const lines = new Map(head.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line]));
  const names = SIGNED.filter((name) => lines.has(name));
  const hash = createHash("sha256").update(body).digest("base64");
  const tags = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domainName}; q=dns/txt; s=${keySelector}; bh=${hash}; h=from:${names.join(":")}`;
  const unsigned = `${foldLines(`DKIM-Signature: ${tags}`, 76)};\r\n b=`;
  const signed = [...names.map((name) => relaxed(lines.get(name)!)), relaxed(unsigned)].join("\r\n");
  const signature = createSign("RSA-SHA256").update(signed, "latin1").sign(privateKey, "base64");
  return `${unsigned}${signature.replace(/.{75}(?=.)/g, "$&\r\n ")}`;
}

function relaxed(line: string): string {
  const colon = line.indexOf(":");
  const value = line
    .slice(colon + 1)
    .replaceAll("\r\n", "")
    .replace(/[ \t]+/g, " ");
  return `${line.slice(0, colon).toLowerCase()}:${value.trim()}`;
}

/**
 * Why receivers would not take a signature of ours for the sender's, or null; also where nothing is signed here. DMARC aligns them,
 * relaxed, where both are of one organisational domain (RFC 7489 3.1.1): `mail.a.nhs.uk` and `a.nhs.uk`, not `a.nhs.uk` and `b.nhs.uk`.
 */
export function dkimBlemish(dkim: Pick<Signer, "domainName"> | null, from: string): string | null {
  if (!dkim) return null;
  const [signer, sender] = [asciiOf(dkim.domainName), asciiOf(from.slice(from.lastIndexOf("@") + 1))];
  if (organisationOf(signer) === organisationOf(sender)) return null;
  return `Email comes from ${sender} and is signed for ${signer}: to receivers that is no signature of the sender. DKIM_DOMAIN and the sender’s address have to be of one domain.`;
}

const asciiOf = (domain: string) => domainToASCII(domain) || domain.toLowerCase();

/** One label more than the public suffix; what is nobody's below one (`nhs.uk`, `localhost`) is its own. */
const organisationOf = (domain: string) => getDomain(domain, { allowPrivateDomains: true }) ?? domain;
