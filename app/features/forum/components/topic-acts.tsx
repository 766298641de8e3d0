import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { topicAddress } from "~/features/forum/topics/topic-address";
import type { TopicPlace, Watch } from "../types";
import { TopicWatch } from "./watch-form";

type Props = {
  topic: TopicPlace & { watch: Watch; isLocked: boolean; isPinned: boolean; mayRetitle?: boolean };
  mayModerate: boolean;
};

/** What a signed-in reader can do with a topic as a whole, or with the comments under a page. */
export function TopicActs({ topic, mayModerate }: Props) {
  const isTopic = topic.page === null;
  const words = isTopic ? TOPIC : COMMENTS;
  return (
    <section aria-label={words.label}>
      <TopicWatch code={topic.code} watch={topic.watch} isTopic={isTopic} />
      <ul className="pn-acts">
        <li>
          <a href={topicAddress(topic.code)} data-island="copy-link">
            {words.link}
          </a>
        </li>
        {mayModerate && topic.isLocked ? <Act topic={topic} name="unlock" label={words.open} /> : null}
        {mayModerate && !topic.isLocked ? <Act topic={topic} name="lock" label={words.close} /> : null}
        {mayModerate && isTopic && topic.isPinned ? <Act topic={topic} name="unpin" label="Unpin topic" /> : null}
        {mayModerate && isTopic && !topic.isPinned ? <Act topic={topic} name="pin" label="Pin topic" /> : null}
        {mayModerate && isTopic ? <Page topic={topic} name="dates" label="Close, pin or announce by date" /> : null}
        {topic.mayRetitle ? <Page topic={topic} name="title" label="Change the title" /> : null}
        {topic.mayRetitle ? <Page topic={topic} name="tags" label="Change the tags" /> : null}
        {mayModerate && isTopic ? <Page topic={topic} name="move" label="Move topic" /> : null}
        {mayModerate && isTopic ? <Page topic={topic} name="split" label="Move posts to a new topic" /> : null}
        {mayModerate && isTopic ? <Page topic={topic} name="merge" label="Merge topic" /> : null}
        {mayModerate && isTopic ? <Page topic={topic} name="remove" label="Remove topic" /> : null}
      </ul>
    </section>
  );
}

const TOPIC = {
  label: "This topic",
  link: "Link to this topic",
  open: "Open topic again",
  close: "Close topic",
};

const COMMENTS = {
  label: "These comments",
  link: "Link to these comments",
  open: "Open comments again",
  close: "Close comments",
};

const Act = ({ topic, name, label }: { topic: { code: string }; name: string; label: string }) => (
  <li>
    <Form action={`/forum/topics/${topic.code}/${name}`}>
      <Button look="link">{label}</Button>
    </Form>
  </li>
);

const Page = ({ topic, name, label }: { topic: { code: string }; name: string; label: string }) => (
  <li>
    <a href={`/forum/topics/${topic.code}/${name}`}>{label}</a>
  </li>
);
