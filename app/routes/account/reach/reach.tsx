import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { NextPrevious } from "~/components/ui/next-previous";
import { DigestForm } from "~/features/forum/components/digest-form";
import { tagPath } from "~/features/forum/components/topic-tags";
import { CategoryWatch, TagWatch, TopicWatch } from "~/features/forum/components/watch-form";
import { myDigest } from "~/features/forum/digest/choose-digest.server";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { topicPath } from "~/features/forum/topics/topic-address";
import { categoriesWatched, tagsWatched, topicsWatched } from "~/features/forum/watching/watched.queries.server";
import { NotificationChoicesSchema, nameChoices, saveMyChoices } from "~/features/inbox/notification-choices.server";
import { myNotificationChoices } from "~/features/mail/notifications/notification-choices.server";
import { listPreferences } from "~/features/newsletters/subscriptions/preferences.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";

/** All that the site may send this person, in one place; each room says what of it is its own. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    const [preferences, { choiceOf, categories, tags, allTags, topics, digest }] = await Promise.all([
      listPreferences(ctx, ctx.actor.personId),
      askTogether(ctx.db, {
        choiceOf: myNotificationChoices(ctx),
        categories: categoriesWatched(ctx),
        tags: tagsWatched(ctx),
        allTags: foundBy(listTags(ctx)),
        topics: topicsWatched(ctx, after),
        digest: myDigest(ctx),
      }),
    ]);
    const newsletters = preferences.filter(({ state }) => state === "on").map(({ name, frequency }) => ({ name, frequency }));
    const shown = { newsletters, choices: nameChoices(choiceOf), categories, tags, allTags, digest };
    return page({ ...shown, topics: topics.rows, next: topics.next, after });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, NotificationChoicesSchema);
    if (!form.ok) return badRequest(form);

    await saveMyChoices(ctx, form.data);
    return redirectTo(HERE, { success: "Your choices are saved." });
  });
}

const HERE = "/account/reach";

export const meta = title("What reaches you", "Your account");

export default function Reach() {
  const { newsletters, choices, categories, tags, allTags, digest, topics, next, after } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle
        form={form}
        intro="Whatever we may send you or tell you that you can choose, in one place. What you change counts at once."
      >
        What reaches you
      </PageTitle>
      <h2>Newsletters</h2>
      {newsletters.length > 0 ? (
        <ul>
          {newsletters.map(({ name, frequency }) => (
            <li key={name}>
              {name}: {frequency}
            </li>
          ))}
        </ul>
      ) : (
        <p>You get none.</p>
      )}
      <p>
        <a href="/account/newsletters">Choose newsletters</a>
      </p>
      <h2>Events, services and bulletins</h2>
      <p>
        By email, post and phone, for each purpose by itself: <a href="/account/contact">How we may reach you</a>
      </p>
      <h2>Notifications</h2>
      <Form action={HERE}>
        {choices.map(({ name, title, hint, inbox, mail }) => (
          <Checkboxes
            key={name}
            name={name}
            label={title}
            hint={hint}
            choices={[
              { value: "inbox", label: "On the site, under Notifications" },
              { value: "mail", label: "By email" },
            ]}
            initial={[...(inbox ? ["inbox"] : []), ...(mail ? ["mail"] : [])]}
            form={form}
          />
        ))}
        <Button>Save choices</Button>
      </Form>
      <h2>Digest of the forum</h2>
      <DigestForm digest={digest} categories={categories} tags={allTags} />
      <h2>Forum categories</h2>
      <ul className="pn-rows">
        {categories.map(({ slug, name, level }) => (
          <li key={slug}>
            <h3 className="pn-rows__title">
              <a href={`/forum/${slug}`}>{name}</a>
            </h3>
            <CategoryWatch slug={slug} level={level} from={HERE} about={name} />
          </li>
        ))}
      </ul>
      <h2>Tags you watch or muted</h2>
      {tags.length > 0 ? (
        <ul className="pn-rows">
          {tags.map(({ slug, name, level }) => (
            <li key={slug}>
              <h3 className="pn-rows__title">
                <a href={tagPath(slug)}>{name}</a>
              </h3>
              <TagWatch slug={slug} level={level} from={HERE} about={name} />
            </li>
          ))}
        </ul>
      ) : (
        <p>
          None. You choose so on the page of <a href="/forum/tags">a tag</a>.
        </p>
      )}
      <h2>Topics you watch or muted</h2>
      {topics.length > 0 ? (
        <ul className="pn-rows">
          {topics.map(({ code, title, page, level }) => (
            <li key={code}>
              <h3 className="pn-rows__title">
                <a href={topicPath({ code, title, page })}>{title}</a>
              </h3>
              <TopicWatch code={code} watch={{ level, isByCategory: false }} isTopic={page === null} from={HERE} about={title} />
            </li>
          ))}
        </ul>
      ) : (
        <p>None. You watch a topic once you write in it, or choose so on its page.</p>
      )}
      <NextPrevious
        label="More topics"
        previous={after ? HERE : null}
        previousText="Latest chosen"
        next={next ? `${HERE}?after=${next}` : null}
        nextText="Earlier"
      />
      <h2>Stop everything</h2>
      <p>
        This ends your newsletters and all else that you agreed to, and tells you of things on the site alone. We still write to you about
        your account, its security and your rights, whether your details are still right, what moderators do with what you wrote or
        reported, changes of our notices, and any work that you do here for the network.
      </p>
      <Form action={`${HERE}/stop-all`}>
        <Button look="secondary">Stop all but service messages</Button>
      </Form>
    </>
  );
}
