import { Form } from "~/components/forms/form";
import { Banner } from "~/components/ui/banner";
import { Button } from "~/components/ui/button";
import { When } from "~/components/ui/when";

type Props = {
  news: { slug: string; name: string; path: string; version: number; publishedAt: string | Date; change: string };
  /** The page it stands on: where the reader stays after saying that they read it. */
  next: string;
};

/** Says once to each member that a notice changed, until they say that they have read it. */
export const NoticeNews = ({ news, next }: Props) => (
  <Banner kind="important">
    <p>
      We changed our {news.name} on <When at={news.publishedAt} />: {news.change}
    </p>
    <p>
      <a href={news.path}>Read the {news.name}</a>
    </p>
    <Form action="/privacy/read" hidden={{ notice: news.slug, version: String(news.version), next }}>
      <Button look="secondary" small>
        I have read it
      </Button>
    </Form>
  </Banner>
);
