CREATE TABLE "forum_ignores" (
	"person_id" uuid NOT NULL,
	"ignored_id" uuid NOT NULL,
	"ignored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_ignores_person_id_ignored_id_pk" PRIMARY KEY("person_id","ignored_id")
);
--> statement-breakpoint
CREATE TABLE "forum_mentions" (
	"post_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"person_id" uuid NOT NULL,
	"mentioned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_mentions_post_id_number_pk" PRIMARY KEY("post_id","number")
);
--> statement-breakpoint
ALTER TABLE "forum_ignores" ADD CONSTRAINT "forum_ignores_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_ignores" ADD CONSTRAINT "forum_ignores_ignored_id_persons_id_fk" FOREIGN KEY ("ignored_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_mentions" ADD CONSTRAINT "forum_mentions_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_mentions" ADD CONSTRAINT "forum_mentions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ignore_by_ignored" ON "forum_ignores" USING btree ("ignored_id");--> statement-breakpoint
CREATE INDEX "mention_by_person" ON "forum_mentions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "person_called" ON "persons" USING btree (lower(plain_letters(coalesce("display_name", "full_name")))) WHERE "persons"."kind" = 'human' and "persons"."merged_into" is null and "persons"."erased_at" is null;