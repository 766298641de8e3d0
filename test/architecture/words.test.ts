import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { NEVER, saidWrong } from "../support/words";

/** Programs whose texts only whoever runs them reads: the inbox of the demo, what servers say to each other. */
const OF_MACHINES = /mail\/(log\/(inbox|catcher)|transport)\/?/;

const sources = ["app", "emails", "jobs"].flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|md)$/.test(entry.name) && entry.name !== "README.md")
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !OF_MACHINES.test(file)),
);

/** What a source says: its sentences and what stands between tags, but for what it logs, throws or asks the database. */
function saidIn(file: string): string[] {
  const source = readFileSync(file, "utf8");
  if (file.endsWith(".md")) return source.split("\n");
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const said: string[] = [];
  const look = (node: ts.Node) => {
    if (isOfProgram(node)) return;
    if (ts.isJsxText(node) || ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) {
      const text = node.text.replace(/\s+/g, " ").trim();
      if (/\s/.test(text) || /^[A-Z][a-z]+$/.test(text)) said.push(text);
    }
    ts.forEachChild(node, look);
  };
  look(tree);
  return said;
}

function isOfProgram(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTaggedTemplateExpression(node)) return true;
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText()) && node.expression.getText() !== "RefusedTextError";
  return ts.isCallExpression(node) && /^(logger|log|sql)\b/.test(node.expression.getText());
}

test("no page, mail or notice says what nobody says", () => {
  const said = sources.flatMap((file) => saidIn(file).flatMap((text) => (saidWrong(text) ? [`${file}: ${saidWrong(text)}`] : [])));
  expect(said).toEqual([]);
  expect(sources.length).toBeGreaterThan(800);
});

test.each([
  ["We send you a mail with a link.", true],
  ["No mails today", true],
  ["Look at the mail relay", false],
  ["/mail-samples/one", false],
  ["What waits for a moderator", true],
  ["What waits because its writer appealed", false],
  ["Your email address", false],
  ["““Any other duties”", true],
])("what is said wrong is found: %s", (text, isWrong) => {
  expect(saidWrong(text) !== null).toBe(isWrong);
});

test("each word says what stands in its place", () => {
  expect(NEVER.filter(({ say }) => say === "")).toEqual([]);
});
