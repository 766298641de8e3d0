import { createTransport } from "nodemailer";

export type NodemailerOrder = {
  smtpUrl: string;
  connections: number;
  count: number;
  dkim: { domainName: string; keySelector: string; privateKey: string } | null;
  mail: {
    from: string;
    replyTo: string;
    subject: string;
    html: string;
    text: string;
    placeholder: string;
    headers: Record<string, string>;
  };
};

/** What one writes without us: nodemailer builds each recipient's message and sends it through its pool. */
process.on("message", async ({ smtpUrl, connections, count, dkim, mail }: NodemailerOrder) => {
  const { hostname, port } = new URL(smtpUrl);
  const pool = createTransport({
    host: hostname,
    port: Number(port),
    ignoreTLS: true,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    ...(dkim ? { dkim } : {}),
  });
  const { placeholder, html, text, headers, ...rest } = mail;
  const began = performance.now();
  let next = 0;
  const keepSending = async () => {
    for (let index = next++; index < count; index = next++) {
      const token = `${"t".repeat(30)}${index}`;
      await pool.sendMail({
        ...rest,
        to: `recipient${index}@bench.example`,
        html: html.replaceAll(placeholder, token),
        text: text.replaceAll(placeholder, token),
        headers: { ...headers, "List-Unsubscribe": `<http://localhost/newsletters/one-click/${token}>` },
      });
    }
  };
  await Promise.all(Array.from({ length: connections * 2 }, keepSending));
  pool.close();
  process.send!({ units: count, seconds: (performance.now() - began) / 1000 });
});
process.on("disconnect", () => process.exit(0));
process.send!("ready");
