--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET client_encoding = 'UTF8';

CREATE TABLE public.posts (
    id integer NOT NULL,
    raw text NOT NULL
);

--
-- Data for Name: api_keys; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.api_keys (id, user_id, key_hash) FROM stdin;
1	1	COPY public.posts (id) FROM stdin;
\.

--
-- Data for Name: categories; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.categories (id, name, color, topic_id, created_at, user_id, slug, description, text_color, read_restricted, position, parent_category_id) FROM stdin;
1	Uncategorized	0088CC	\N	2020-01-01 00:00:00	-1	uncategorized	Topics that don't need a category.	FFFFFF	f	0	\N
3	Staff	E45735	2	2020-01-01 00:00:00	1	staff	<b>Private</b> category for staff.	FFFFFF	t	2	\N
5	Rotas	0088CC	\N	2020-01-01 00:00:00	1	rotas	Who works when	FFFFFF	f	4	7
7	Practice life	0088CC	\N	2020-01-01 00:00:00	1	practice-life		FFFFFF	f	3	\N
\.

--
-- Data for Name: discourse_solved_solved_topics; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.discourse_solved_solved_topics (id, topic_id, answer_post_id, accepter_user_id, topic_timer_id, created_at, updated_at) FROM stdin;
1	12	103	1	\N	2021-03-06 08:00:00	2021-03-06 08:00:00
\.

--
-- Data for Name: poll_options; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.poll_options (id, poll_id, digest, html, anonymous_votes, created_at, updated_at) FROM stdin;
1	1	a	<b>Monday</b>	1	2021-03-06 08:00:00	2021-03-06 08:00:00
2	1	b	Friday &amp; later	\N	2021-03-06 08:00:00	2021-03-06 08:00:00
3	2	c	1	\N	2021-03-06 08:00:00	2021-03-06 08:00:00
4	2	d	2	\N	2021-03-06 08:00:00	2021-03-06 08:00:00
\.

--
-- Data for Name: poll_votes; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.poll_votes (poll_id, poll_option_id, user_id, created_at, updated_at) FROM stdin;
1	1	1	2021-03-06 08:00:00	2021-03-06 08:00:00
1	2	1	2021-03-06 08:00:00	2021-03-06 08:00:00
1	2	2	2021-03-06 08:00:00	2021-03-06 08:00:00
\.

--
-- Data for Name: polls; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.polls (id, post_id, name, close_at, type, status, results, visibility, min, max, step, anonymous_voters, created_at, updated_at, title) FROM stdin;
1	103	poll	\N	1	1	0	1	1	2	\N	1	2021-03-06 08:00:00	2021-03-08 08:00:00	\N
2	101	number	\N	2	0	0	1	1	2	\N	\N	2021-03-06 08:00:00	2021-03-08 08:00:00	\N
\.

--
-- Data for Name: post_actions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.post_actions (id, post_id, user_id, post_action_type_id, deleted_at, created_at) FROM stdin;
1	103	1	2	\N	2021-03-05 09:00:00
2	103	2	2	\N	2021-03-05 09:00:00
3	101	3	2	2021-03-05 10:00:00	2021-03-05 09:00:00
4	101	2	8	\N	2021-03-05 09:00:00
5	300	1	2	\N	2021-03-05 09:00:00
\.

--
-- Data for Name: posts; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.posts (id, user_id, topic_id, post_number, raw, cooked, created_at, updated_at, reply_to_post_number, deleted_at, post_type, last_editor_id, hidden, user_deleted, version, last_version_at) FROM stdin;
103	2	12	3	[quote="sam, post:1, topic:12, full:true"]\nWho covers the desk? :smile:\n[quote="gone_user, post:9, topic:4"]\nNot me.\n[/quote]\n[/quote]\n\n@sam and @nobody_here: see ![the rota|690x388](upload://r3AYqESanERjladb4vBB7VsMBm6.png)\n\n[poll type=regular results=always]\n* Monday\n* Friday\n[/poll]\n\n[details="What we did"]\nWe asked. `:smile: @sam [quote]`\n[/details]	<p></p>	2021-03-06 10:00:00.123456	2021-03-09 10:00:00	1	\N	1	1	f	f	2	2021-03-09 10:00:00
101	1	12	1	Who covers the desk? :smile:\n\tA line\\path	<p></p>	2021-03-04 10:00:00.123456	2021-03-09 10:00:00	\N	\N	1	1	f	f	1	2021-03-09 10:00:00
102	3	12	2	I said something rude	<p></p>	2021-03-05 10:00:00.123456	2021-03-09 10:00:00	\N	2021-03-05 11:00:00	1	3	f	f	1	2021-03-09 10:00:00
104	1	12	4	Staff only: watch this one	<p></p>	2021-03-07 10:00:00.123456	2021-03-09 10:00:00	\N	\N	4	1	f	f	1	2021-03-09 10:00:00
105	\N	12	5	From somebody whose account is gone	<p></p>	2021-03-08 10:00:00.123456	2021-03-09 10:00:00	\N	\N	1	\N	f	f	1	2021-03-09 10:00:00
106	4	12	6	From an anonymised account	<p></p>	2021-03-09 10:00:00.123456	2021-03-09 10:00:00	1	\N	1	4	f	f	1	2021-03-09 10:00:00
107	-1	12	7		<p></p>	2021-03-09 10:00:00.123456	2021-03-09 10:00:00	\N	\N	3	-1	f	f	1	2021-03-09 10:00:00
108	3	12	8	I took this back	<p></p>	2021-03-09 10:00:00.123456	2021-03-09 10:00:00	\N	\N	1	3	f	t	1	2021-03-09 10:00:00
201	1	20	1	The plan for the staff	<p></p>	2021-03-04 10:00:00.123456	2021-03-09 10:00:00	\N	\N	1	1	f	f	1	2021-03-09 10:00:00
300	1	30	1	A private message about Asta	<p></p>	2021-03-04 10:00:00.123456	2021-03-09 10:00:00	\N	\N	1	1	f	f	1	2021-03-09 10:00:00
400	1	40	1	Deleted topic	<p></p>	2021-03-04 10:00:00.123456	2021-03-09 10:00:00	\N	\N	1	1	f	f	1	2021-03-09 10:00:00
500	1	50	1	Unlisted topic	<p></p>	2021-03-04 10:00:00.123456	2021-03-09 10:00:00	\N	\N	1	1	f	f	1	2021-03-09 10:00:00
\.

--
-- Data for Name: topic_custom_fields; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.topic_custom_fields (id, topic_id, name, value, created_at, updated_at) FROM stdin;
1	20	something_else	1	2021-01-01 00:00:00	2021-01-01 00:00:00
\.

--
-- Data for Name: topics; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.tags (id, name, topic_count, created_at, description) FROM stdin;
1	cold-chain	1	2021-03-01 10:00:00	Vaccines and <b>fridges</b>
2	unused	0	2021-03-01 10:00:00	\N
3	equipment	1	2021-03-01 10:00:00	\N
\.


COPY public.topic_tags (id, topic_id, tag_id, created_at) FROM stdin;
1	12	3	2021-03-01 10:00:00
2	12	1	2021-03-01 10:00:00
\.


COPY public.topics (id, title, created_at, user_id, category_id, archetype, deleted_at, closed, pinned_at, visible, slug) FROM stdin;
12	Who covers the desk?	2021-03-04 10:00:00	1	5	regular	\N	t	\N	t	who-covers-the-desk
20	Plan	2021-03-04 10:00:00	1	3	regular	\N	f	2021-03-04 10:00:00	t	plan
30	Private	2021-03-04 10:00:00	1	\N	private_message	\N	f	\N	t	private
40	Gone	2021-03-04 10:00:00	1	5	regular	2021-03-05 10:00:00	f	\N	t	gone
50	Unlisted	2021-03-04 10:00:00	1	5	regular	\N	f	\N	f	unlisted
\.

--
-- Data for Name: uploads; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.uploads (id, user_id, original_filename, filesize, url, sha1, extension) FROM stdin;
1	2	rota.png	123	/uploads/default/original/1X/bda2c513e1da04f7b4e99230851ea2aafeb8cc4e.png	bda2c513e1da04f7b4e99230851ea2aafeb8cc4e	png
\.

--
-- Data for Name: user_emails; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.user_emails (id, user_id, email, primary, created_at) FROM stdin;
1	1	sam@old.example	t	2020-01-01 00:00:00
2	1	second@old.example	f	2020-01-01 00:00:00
3	2	kim@old.example	t	2020-01-01 00:00:00
4	3	rude@old.example	t	2020-01-01 00:00:00
5	4	anon4@anonymized.invalid	t	2020-01-01 00:00:00
6	-1	no_email	t	2020-01-01 00:00:00
\.

--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.users (id, username, created_at, name, admin, staged, username_lower, active) FROM stdin;
-1	system	2020-01-01 00:00:00	system	t	f	system	t
1	Sam	2020-01-01 00:00:00	Sam Porter	t	f	sam	t
2	kim	2020-01-01 00:00:00		f	f	kim	t
3	rude	2020-01-01 00:00:00	\N	f	f	rude	f
4	anon4	2020-01-01 00:00:00	\N	f	f	anon4	t
\.

