import { HtmlValidate } from "html-validate";
import { expect, test } from "vitest";
import { Shell } from "~/components/layout/shell";
import { fields, html, parts, wrongForm } from "./parts";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // React writes void elements and boolean attributes in its own way
    "void-style": "off",
    "attribute-boolean-style": "off",
    "no-inline-style": "error",
    // the roles keep a table a table where small screens lay it out as blocks
    "no-redundant-role": "off",
    // what opens below a field while one types is no select
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
  },
});

async function problems(markup: string): Promise<string[]> {
  const report = await validator.validateString(markup);
  return report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}

test.each(Object.entries(parts))("%s is valid, accessible HTML", async (_name, part) => {
  expect(await problems(html(part))).toEqual([]);
});

test.each([
  ["fresh", undefined],
  ["refused", wrongForm],
])("a %s form is valid, accessible HTML", async (_name, form) => {
  expect(await problems(html(fields(form)))).toEqual([]);
});

test.each([
  ["a visitor", null],
  ["a member of staff", { name: "Asha Patel", unread: 3, staff: true }],
])("the shell for %s is valid, accessible HTML", async (_name, viewer) => {
  const shell = (
    <Shell site={{ name: "The Network", shortName: "TN" }} viewer={viewer} path="/forum/topics" word={{ kind: "success", text: "Saved." }}>
      {fields()}
    </Shell>
  );
  expect(await problems(html(shell))).toEqual([]);
});
