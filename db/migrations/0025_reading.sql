DROP INDEX "page_interest_named";--> statement-breakpoint
ALTER TABLE "forum_tags" ADD COLUMN "interest" text;--> statement-breakpoint
ALTER TABLE "newsletters" ADD COLUMN "interest" text;--> statement-breakpoint
ALTER TABLE "forum_tags" ADD CONSTRAINT "forum_tags_interest_interests_name_fk" FOREIGN KEY ("interest") REFERENCES "public"."interests"("name") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "newsletters" ADD CONSTRAINT "newsletters_interest_interests_name_fk" FOREIGN KEY ("interest") REFERENCES "public"."interests"("name") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "page_interest_named" ON "content_page_interests" USING btree ("interest","page_id" DESC NULLS FIRST);