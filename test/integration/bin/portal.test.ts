import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ownerDb, testDb } from "../../support/context";
import { anAccount } from "../../support/http";
import { aMember } from "../../support/people";
import { runPortal } from "../../support/processes";
import { anS3, BUCKET, s3Environment } from "../../support/s3";

test("a command that is not understood ends with 2 and says where help is", async () => {
  for (const args of [
    ["nonsense"],
    ["erase-person"],
    ["erase-person", "X1", "--post=delete"],
    ["seed", "volume", "--members=many"],
    ["create-admin", "--email=me"],
  ]) {
    const { code, output } = await runPortal(args);
    expect(code, args.join(" ")).toBe(2);
    expect(output).toContain("See npm run portal -- --help");
  }
});

test("help names every command, and ends with 0", async () => {
  const { code, output } = await runPortal(["--help"]);
  expect(code).toBe(0);
  for (const command of [
    "migrate",
    "seed",
    "create-admin",
    "reset-second-factor",
    "export-person",
    "erase-person",
    "import-forum",
    "export-forum",
    "convert-forum",
    "move-files",
    "receive-mail",
    "doctor",
  ])
    expect(output).toContain(command);
});

test("a person who does not exist is a refusal: one line, 1", async () => {
  const { code, output } = await runPortal(["export-person", "nobody@practice.example"]);
  expect({ code, output: output.trim() }).toEqual({ code: 1, output: "There is no such person." });
});

test("export-person writes what is held, and what they added, for whoever runs it alone, and says where", async () => {
  const { email, ref } = await aMember({ fullName: "Edwin Marsh" });
  const { code, output } = await runPortal(["export-person", email, "--json"]);
  expect(code).toBe(0);
  const { html, json, files, ...outcome } = JSON.parse(output);
  expect(outcome).toEqual({ ok: true, reference: ref, rows: 4 });
  for (const file of [html, json])
    expect([statSync(file).mode & 0o077, readFileSync(file, "utf8")]).toEqual([0, expect.stringContaining("Edwin Marsh")]);
  expect([statSync(files).mode & 0o077, readFileSync(files, "latin1")]).toEqual([0, expect.stringMatching(/^PK.*files\.json/s)]);
  rmSync(dirname(html), { recursive: true });
});

test("export-person says nothing and leaves nothing where it could not be written down", async () => {
  const { email } = await aMember();
  const { sql } = ownerDb();
  await sql.unsafe(`create function fail_here() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$;
    create trigger fail_here before insert on audit_entries for each row when (new.action = 'person.exported') execute function fail_here()`);
  const folder = mkdtempSync(join(tmpdir(), "exports-"));
  const { code, output } = await runPortal(["export-person", email, "--json"], { TMPDIR: folder });
  await sql.unsafe("drop function fail_here() cascade");
  const left = readdirSync(folder).filter((name) => name.startsWith("portal-"));
  rmSync(folder, { recursive: true });
  expect([code === 0, output.includes('"ok":true'), left]).toEqual([false, false, []]);
});

test("create-admin prints, for a new address, a link to set the account up", async () => {
  const { code, output } = await runPortal(["create-admin", "--email", "First@Practice.example", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    ok: true,
    granted: false,
    link: expect.stringMatching(/^http:\/\/localhost:3000\/set-up\/\S{20,}$/),
  });
  const [proof] = await testDb().sql`select canonical from proofs where purpose = 'set-up'`;
  expect(proof!.canonical).toBe("first@practice.example");
});

test("reset-second-factor says what was there to take, and refuses an address without an account", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const reset = ["reset-second-factor", "--json", "--email"];
  expect(JSON.parse((await runPortal([...reset, email])).output)).toEqual({ ok: true, reset: true });
  expect(JSON.parse((await runPortal([...reset, email])).output)).toEqual({ ok: true, reset: false });

  const { code, output } = await runPortal([...reset, "nobody@practice.example"]);
  expect({ code, output: output.trim() }).toEqual({ code: 1, output: "There is no such account." });
});

test("doctor puts, reads and deletes a file where files lie, and says why it could not", async () => {
  const s3 = await anS3();
  const settings = { ...s3Environment(s3), UPLOADS: `s3:${BUCKET}` };
  const files = async (environment: Record<string, string>) => {
    const { output } = await runPortal(["doctor", "--json"], environment);
    expect(output).not.toContain(settings.S3_SECRET);
    const findings: { name: string; state: string; says: string }[] = JSON.parse(output).findings;
    return findings.find(({ name }) => name === "Files");
  };
  expect(await files(settings)).toEqual({
    name: "Files",
    state: "good",
    says: `the bucket uploads at ${new URL(s3.url).host} takes, gives and deletes`,
  });
  expect(s3.asked.map((each) => each.split(" ")[0])).toEqual(["PUT", "GET", "GET", "DELETE", "HEAD"]);
  expect(await files({ ...settings, S3_KEY_ID: "nobody" })).toMatchObject({
    state: "bad",
    says: expect.stringContaining("403 InvalidAccessKeyId"),
  });
  expect(await files({})).toMatchObject({
    state: "good",
    says: expect.stringMatching(/^the folder \/.*uploads takes, gives and deletes$/),
  });
  await s3.close();
});

test("move-files copies a folder into a bucket, compares, and deletes nothing; what is no place is not understood", async () => {
  const s3 = await anS3();
  const folder = mkdtempSync(join(tmpdir(), "uploads-"));
  mkdirSync(join(folder, "ab/abcdefghij"), { recursive: true });
  writeFileSync(join(folder, "ab/abcdefghij/file"), "A rota");
  const move = (to: string) => runPortal(["move-files", `file:${folder}`, to, "--json"], s3Environment(s3));

  expect((await move("https://elsewhere.example")).code).toBe(2);
  const { code, output } = await move(`s3:${BUCKET}`);
  expect({ code, ...JSON.parse(output) }).toEqual({ code: 0, ok: true, files: 1, parts: 1, copied: 1, bytes: 6 });
  expect(String(s3.objects.get("ab/abcdefghij/file")?.bytes)).toBe("A rota");
  s3.isAway = true;
  expect(await move(`s3:${BUCKET}`)).toMatchObject({ code: 1, output: expect.stringContaining("run this again") });
  expect(readFileSync(join(folder, "ab/abcdefghij/file"), "utf8")).toBe("A rota");
  rmSync(folder, { recursive: true });
  await s3.close();
});

test("doctor tells a ledger that was changed behind its seals", async () => {
  const environment = { SMTP_URL: `smtp://127.0.0.1:${process.env.PORT ?? 1}` };
  const { sql } = ownerDb();
  await sql`insert into ledger_seals (ledger, seal, first_id, last_id, rows, previous_root, root, at)
    values ('consent', 1, 1, 1, 1, ''::bytea, ''::bytea, now())`;

  const { code, output } = await runPortal(["doctor", "--json"], environment);
  const findings: { name: string; state: string }[] = JSON.parse(output).findings;

  expect(code).toBe(1);
  expect(findings.find(({ name }) => name === "Ledgers")?.state).toBe("bad");
  expect(findings.find(({ name }) => name === "Migrations")?.state).toBe("good");
  expect(findings.find(({ name }) => name === "Roles")?.state).toBe("good");
});
