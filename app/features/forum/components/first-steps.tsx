import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Tag } from "~/components/ui/tag";
import type { FirstSteps as Steps } from "../types";

/** For somebody new, until all is done or they put it away. */
export function FirstSteps({ steps: { hello, hasInterests, watches } }: { steps: Steps }) {
  const steps = [
    ...(hello
      ? [
          {
            href: `/forum/${hello.slug}/new`,
            text: "Say hello",
            more: `A line in ${hello.name} about who you are is enough.`,
            isDone: hello.isDone,
          },
        ]
      : []),
    {
      href: "/account/profile#interests",
      text: "Choose your interests",
      more: "New guidance about them is offered to you on this page.",
      isDone: hasInterests,
    },
    {
      href: "/forum",
      text: "Watch a category",
      more: "Open one that is about your work, and choose there what you are told of.",
      isDone: watches,
    },
  ];
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps">First steps</h2>
      <ol className="pn-rows">
        {steps.map(({ href, text, more, isDone }) => (
          <li key={href} className="pn-row">
            <div>
              <p className="pn-rows__title">
                <a href={href}>{text}</a> {isDone ? <Tag tone="green">Done</Tag> : null}
              </p>
              <p className="pn-meta">{more}</p>
            </div>
          </li>
        ))}
      </ol>
      <Form action="/forum/first-steps/put-away">
        <Button look="link" hidden="these first steps">
          Put away
        </Button>
      </Form>
    </section>
  );
}
