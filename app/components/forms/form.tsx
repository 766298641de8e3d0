import { type ReactNode, useContext } from "react";
import { InsetText } from "~/components/ui/inset-text";
import { When } from "~/components/ui/when";
import { AddFile } from "./add-file";
import { DraftLine } from "./draft-line";
import type { FormState } from "./form-state";
import { KeptFormsContext, NEAR_MISS_FIELD, pathOf, TypedContext, useDraft, useKeptForm, WRITER_FIELD, WriterContext } from "./kept-form";
import { SentFormContext } from "./sent-form";

type Props = {
  action: string;
  method?: "get" | "post";
  /** Sent along, unseen: which of several things the form is about. */
  hidden?: Record<string, string>;
  /**
   * Sent along, unseen: what the form was opened with (its submission id, the version it starts from). It comes back with what was typed.
   */
  opened?: Record<string, string>;
  /** Further addresses that the same fields are sent to: by its buttons, or from the page that checks them. */
  also?: readonly string[];
  /** Of the button that keeps a draft without script, where the form itself saves one. */
  keepWords?: string;
  /** Pictures and files can be added to its text: with the form as it was refused. */
  adding?: { form?: FormState };
  className?: string;
  children: ReactNode;
};

/**
 * A plain form. The server alone judges what was typed; what was sent before signing in stands in it again, and so does its draft where the
 * page's loader offers one.
 */
export function Form({ action, method = "post", hidden = {}, opened = {}, also = [], keepWords, adding, className, children }: Props) {
  const drafts = useDraft(method === "post" ? action : "");
  const keeping = `/drafts${pathOf(action)}`;
  const upload = `/files/add${pathOf(action)}`;
  const paths = method === "post" ? [action, ...also, ...(drafts === undefined ? [] : [keeping, upload])] : [];
  const { onShown } = useContext(KeptFormsContext);
  const kept = useKeptForm({ paths, hidden });
  const sent = useContext(SentFormContext);
  const writer = useContext(WriterContext);
  if (kept) onShown(kept);
  const isAnswered = sent !== null && paths.some((path) => pathOf(path) === pathOf(sent.path));
  if (isAnswered) onShown(sent);
  // it comes back for another reason: its writer has not answered yet
  const isNearMiss = [kept, isAnswered ? sent : null].some((form) => form && NEAR_MISS_FIELD in form.values);
  const offered = isNearMiss ? undefined : drafts;
  const draft = kept ? null : offered;
  const values = kept?.values ?? draft?.values;
  const unseen = { ...hidden, ...opened, ...(isNearMiss ? { [NEAR_MISS_FIELD]: "yes" } : {}) };
  const isTyped = kept !== undefined && Object.keys(kept.values).some((name) => !(name in unseen));
  return (
    <form action={action} method={method} noValidate className={className} data-island={method === "post" ? "disable-twice" : undefined}>
      {isTyped ? (
        <div id="kept">
          <InsetText>What you typed is still here, this once. Check it, then send it again before you leave or reload this page.</InsetText>
        </div>
      ) : null}
      {draft ? (
        <InsetText>
          <p>
            This is what you wrote up to <When at={draft.savedAt} time />. It is not sent yet.
          </p>
        </InsetText>
      ) : null}
      {Object.entries(unseen).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={asOpened(values?.[name], value)} />
      ))}
      {writer && method === "post" ? <input type="hidden" name={WRITER_FIELD} value={writer} /> : null}
      <TypedContext.Provider value={values && { errors: {}, values, html: draft?.html }}>
        {children}
        {offered === undefined || !adding ? null : <AddFile address={upload} form={adding.form} />}
        {offered === undefined ? null : (
          <DraftLine address={keeping} draft={draft ?? null} isUnsaved={isTyped || isAnswered} words={keepWords} />
        )}
      </TypedContext.Provider>
    </form>
  );
}

const asOpened = (typed: string | string[] | undefined, now: string): string => (typeof typed === "string" ? typed : now);
