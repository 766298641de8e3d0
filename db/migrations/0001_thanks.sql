CREATE TABLE "forum_thanks" (
	"post_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"thanked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_thanks_post_id_person_id_pk" PRIMARY KEY("post_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "forum_thanks" ADD CONSTRAINT "forum_thanks_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_thanks" ADD CONSTRAINT "forum_thanks_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_thanks" ADD CONSTRAINT "forum_thanks_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "thanks_by_post" ON "forum_thanks" USING btree ("post_id","thanked_at","person_id");--> statement-breakpoint
CREATE INDEX "thanks_by_person" ON "forum_thanks" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "thanks_by_author" ON "forum_thanks" USING btree ("author_id","thanked_at");