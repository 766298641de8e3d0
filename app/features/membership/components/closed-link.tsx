import { PageTitle } from "~/components/layout/page-title";
import { ButtonLink } from "~/components/ui/button-link";

type Props = { title: string; text: string; next: { href: string; text: string } };

/** A mailed link that does nothing any more: why, and how to go on. */
export const ClosedLink = ({ title, text, next }: Props) => (
  <>
    <PageTitle>{title}</PageTitle>
    <p>{text}</p>
    <ButtonLink href={next.href}>{next.text}</ButtonLink>
  </>
);
