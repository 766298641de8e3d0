import { createServer } from "node:http";

/** A bare server that answers every request with the same bytes: order `{ body, headers }`, the body in base64; the answer is its port. */
let body = Buffer.alloc(0);
let headers: Record<string, string> = {};

const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(body);
});

server.listen(0, "127.0.0.1", () => {
  process.on("message", (order: { body: string; headers: Record<string, string> }) => {
    body = Buffer.from(order.body, "base64");
    headers = { ...order.headers, "content-length": String(body.length) };
    process.send!((server.address() as { port: number }).port);
  });
  process.on("disconnect", () => process.exit(0));
  process.send!("ready");
});
