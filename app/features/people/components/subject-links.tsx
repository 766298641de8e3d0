import { Fragment } from "react";

export const subjectPath = (slug: string) => `/subjects/${slug}`;

type Props = { subjects: readonly { name: string; slug: string | null }[] };

/** What something is about, each with the page of what there is on it. */
export const SubjectLinks = ({ subjects }: Props) =>
  subjects.map(({ name, slug }, index) => (
    <Fragment key={name}>
      {index > 0 ? ", " : null}
      {slug ? <a href={subjectPath(slug)}>{name}</a> : name}
    </Fragment>
  ));
