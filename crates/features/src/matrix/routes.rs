//! Every route of the product, with the addresses by which it is walked. `<slug>`, `<short>`, `<id>`, `<comment>`,
//! `<media>` and `<key>` stand for the names of each idea of the stage.

/// Route, then method and address.
pub const ROUTES: &[(&str, &[&str])] = &[
    ("/", &["GET /"]),
    (
        "/.well-known/change-password",
        &["GET /.well-known/change-password"],
    ),
    ("/.well-known/security.txt", &["GET /.well-known/security.txt"]),
    ("/accessibilite", &["GET /accessibilite"]),
    ("/admin", &["GET /admin"]),
    ("/admin/import", &["GET /admin/import", "POST /admin/import"]),
    (
        "/admin/import/{id}",
        &["GET /admin/import/AAAAAAAAAAAAAAAAAAAAAA"],
    ),
    (
        "/admin/import/{id}/progress",
        &["GET /admin/import/AAAAAAAAAAAAAAAAAAAAAA/progress"],
    ),
    ("/admin/jobs", &["GET /admin/jobs"]),
    ("/admin/jobs/retry", &["POST /admin/jobs/retry"]),
    (
        "/admin/jobs/{id}/retry",
        &["POST /admin/jobs/AAAAAAAAAAAAAAAAAAAAAA/retry"],
    ),
    ("/admin/lives", &["GET /admin/lives"]),
    ("/admin/mail", &["GET /admin/mail"]),
    (
        "/admin/mail/figures",
        &["GET /admin/mail/figures", "GET /admin/mail/figures?days=7"],
    ),
    ("/admin/mail/{id}", &["GET /admin/mail/AAAAAAAAAAAAAAAAAAAAAA"]),
    (
        "/admin/mail/{id}/send",
        &["POST /admin/mail/AAAAAAAAAAAAAAAAAAAAAA/send"],
    ),
    (
        "/api/v1/people",
        &["GET /api/v1/people", "GET /api/v1/people?skill=tenue-de-comptes"],
    ),
    ("/api/v1/organisations", &["GET /api/v1/organisations"]),
    ("/api/v1/skills", &["GET /api/v1/skills"]),
    ("/people.csv", &["GET /people.csv"]),
    ("/organisations.csv", &["GET /organisations.csv"]),
    ("/skills.csv", &["GET /skills.csv"]),
    ("/territories", &["GET /territories"]),
    ("/territories.geojson", &["GET /territories.geojson"]),
    ("/cross", &["GET /cross?from=nowhere"]),
    ("/cross/give", &["GET /cross/give?to=nowhere"]),
    ("/cross/take", &["GET /cross/take"]),
    ("/cross/join", &["GET /cross/join", "POST /cross/join"]),
    ("/cross/unite", &["POST /cross/unite"]),
    ("/join/asked", &["GET /join/asked"]),
    ("/welcome", &["GET /welcome", "POST /welcome"]),
    (
        "/welcome/{step}",
        &[
            "GET /welcome/where",
            "GET /welcome/cares",
            "GET /welcome/offers",
            "GET /welcome/done",
            "POST /welcome/where",
            "POST /welcome/cares",
            "POST /welcome/offers",
        ],
    ),
    (
        "/invitation/{code}",
        &["GET /invitation/AAAAAAAAAAAAAAAAAAAAAA-00"],
    ),
    (
        "/me/invitations",
        &[
            "GET /me/invitations",
            "GET /me/invitations?after=00",
            "POST /me/invitations",
        ],
    ),
    ("/me/invitations/link", &["POST /me/invitations/link"]),
    ("/me/invitations/poster", &["GET /me/invitations/poster"]),
    ("/me/invitations/words", &["POST /me/invitations/words"]),
    ("/me/invitations/resign", &["POST /me/invitations/resign"]),
    (
        "/me/invitations/{id}/revoke",
        &["POST /me/invitations/AAAAAAAAAAAAAAAAAAAAAA/revoke"],
    ),
    (
        "/admin/ambassadors",
        &["GET /admin/ambassadors", "POST /admin/ambassadors"],
    ),
    (
        "/admin/ambassadors/{slug}/end",
        &["POST /admin/ambassadors/marie/end"],
    ),
    ("/admin/organisations", &["GET /admin/organisations"]),
    (
        "/admin/organisations/{id}",
        &[
            "GET /admin/organisations/AAAAAAAAAAAAAAAAAAAAAA",
            "POST /admin/organisations/AAAAAAAAAAAAAAAAAAAAAA",
        ],
    ),
    (
        "/feed",
        &[
            "GET /feed",
            "GET /feed?tab=near",
            "GET /feed?tab=all",
            "GET /feed?before=39",
        ],
    ),
    ("/feed.atom", &["GET /feed.atom?key=x"]),
    ("/feed/key", &["GET /feed/key", "POST /feed/key"]),
    ("/feed/key/stop", &["POST /feed/key/stop"]),
    ("/me/follows", &["GET /me/follows", "GET /me/follows?kind=idea"]),
    ("/me/follows/{id}", &["POST /me/follows/AAAAAAAAAAAAAAAAAAAAAA"]),
    ("/admin/joining", &["GET /admin/joining", "POST /admin/joining"]),
    (
        "/admin/joining/{id}",
        &["POST /admin/joining/AAAAAAAAAAAAAAAAAAAAAA"],
    ),
    ("/admin/newcomers", &["GET /admin/newcomers"]),
    (
        "/admin/newcomers/{id}",
        &["POST /admin/newcomers/AAAAAAAAAAAAAAAAAAAAAA"],
    ),
    ("/me/blocks", &["GET /me/blocks"]),
    ("/me/blocks/{id}", &["POST /me/blocks/AAAAAAAAAAAAAAAAAAAAAA"]),
    (
        "/people/{slug}/mute",
        &["GET /people/marie/mute", "POST /people/marie/mute"],
    ),
    (
        "/people/{slug}/unmute",
        &["GET /people/marie/unmute", "POST /people/marie/unmute"],
    ),
    (
        "/people/{slug}/block",
        &["GET /people/marie/block", "POST /people/marie/block"],
    ),
    (
        "/people/{slug}/follow",
        &["GET /people/marie/follow", "POST /people/marie/follow"],
    ),
    (
        "/people/{slug}/unfollow",
        &["GET /people/marie/unfollow", "POST /people/marie/unfollow"],
    ),
    (
        "/organisations/{slug}/follow",
        &[
            "GET /organisations/corps-draft/follow",
            "POST /organisations/corps-draft/follow",
        ],
    ),
    (
        "/organisations/{slug}/unfollow",
        &[
            "GET /organisations/corps-draft/unfollow",
            "POST /organisations/corps-draft/unfollow",
        ],
    ),
    (
        "/themes/{slug}/follow",
        &["GET /themes/mobilite/follow", "POST /themes/mobilite/follow"],
    ),
    (
        "/themes/{slug}/unfollow",
        &["GET /themes/mobilite/unfollow", "POST /themes/mobilite/unfollow"],
    ),
    (
        "/zones/{slug}/follow",
        &["GET /zones/centre/follow", "POST /zones/centre/follow"],
    ),
    (
        "/zones/{slug}/unfollow",
        &["GET /zones/centre/unfollow", "POST /zones/centre/unfollow"],
    ),
    (
        "/searches/follow",
        &["GET /searches/follow", "POST /searches/follow"],
    ),
    (
        "/organisations",
        &["GET /organisations", "GET /organisations?q=case&kind=association"],
    ),
    (
        "/organisations/new",
        &["GET /organisations/new", "POST /organisations/new"],
    ),
    (
        "/organisations/{slug}",
        &[
            "GET /organisations/corps-draft",
            "GET /organisations/corps-verified",
        ],
    ),
    (
        "/messages",
        &["GET /messages", "GET /messages?q=zx", "GET /messages?after=00"],
    ),
    ("/messages/settings", &["POST /messages/settings"]),
    (
        "/messages/new",
        &[
            "GET /messages/new",
            "GET /messages/new?to=aline",
            "GET /messages/new?body=corps-verified",
            "GET /messages/new?body=corps-draft",
            "POST /messages/new",
        ],
    ),
    (
        "/messages/{id}",
        &[
            "GET /messages/AAAAAAAAAAAAAAAAAAAABw",
            "GET /messages/AAAAAAAAAAAAAAAAAAAACA",
            "POST /messages/AAAAAAAAAAAAAAAAAAAABw",
        ],
    ),
    (
        "/messages/{id}/answer",
        &["POST /messages/AAAAAAAAAAAAAAAAAAAABw/answer"],
    ),
    (
        "/messages/{id}/leave",
        &["POST /messages/AAAAAAAAAAAAAAAAAAAABw/leave"],
    ),
    (
        "/messages/{id}/live",
        &[
            "GET /messages/AAAAAAAAAAAAAAAAAAAABw/live",
            "GET /messages/AAAAAAAAAAAAAAAAAAAACA/live",
        ],
    ),
    (
        "/messages/{id}/mute",
        &["POST /messages/AAAAAAAAAAAAAAAAAAAABw/mute"],
    ),
    (
        "/messages/{id}/people",
        &[
            "GET /messages/AAAAAAAAAAAAAAAAAAAABw/people",
            "POST /messages/AAAAAAAAAAAAAAAAAAAABw/people",
        ],
    ),
    (
        "/messages/{id}/take",
        &["POST /messages/AAAAAAAAAAAAAAAAAAAACA/take"],
    ),
    (
        "/messages/{id}/state",
        &["POST /messages/AAAAAAAAAAAAAAAAAAAACA/state"],
    ),
    (
        "/messages/{id}/lines/{line}/remove",
        &["POST /messages/AAAAAAAAAAAAAAAAAAAABw/lines/AAAAAAAAAAAAAAAAAAAAAA/remove"],
    ),
    (
        "/organisations/{slug}/messages",
        &[
            "GET /organisations/corps-verified/messages",
            "GET /organisations/corps-verified/messages?state=done",
        ],
    ),
    (
        "/organisations/{slug}/edit",
        &[
            "GET /organisations/corps-draft/edit",
            "GET /organisations/corps-verified/edit",
            "POST /organisations/corps-draft/edit",
        ],
    ),
    (
        "/organisations/{slug}/send",
        &["POST /organisations/corps-draft/send"],
    ),
    (
        "/organisations/{slug}/close",
        &["POST /organisations/corps-draft/close"],
    ),
    (
        "/organisations/{slug}/members",
        &[
            "GET /organisations/corps-draft/members",
            "GET /organisations/corps-verified/members",
        ],
    ),
    (
        "/organisations/{slug}/handover",
        &[
            "GET /organisations/corps-draft/handover",
            "GET /organisations/corps-verified/handover",
            "POST /organisations/corps-verified/handover",
        ],
    ),
    ("/admin/handovers", &["GET /admin/handovers"]),
    (
        "/organisations/{slug}/log",
        &[
            "GET /organisations/corps-draft/log",
            "GET /organisations/corps-verified/log",
        ],
    ),
    (
        "/organisations/{slug}/ask",
        &["POST /organisations/corps-draft/ask"],
    ),
    (
        "/organisations/{slug}/me",
        &["POST /organisations/corps-draft/me"],
    ),
    (
        "/organisations/{slug}/members/{id}",
        &[
            "GET /organisations/corps-draft/members/AAAAAAAAAAAAAAAAAAAAAA",
            "POST /organisations/corps-draft/members/AAAAAAAAAAAAAAAAAAAAAA",
        ],
    ),
    (
        "/organisations/{slug}/invite",
        &["POST /organisations/corps-draft/invite"],
    ),
    (
        "/organisations/{slug}/invitations/{id}",
        &["GET /organisations/corps-draft/invitations/AAAAAAAAAAAAAAAAAAAAAA"],
    ),
    (
        "/organisations/{slug}/invitations/{id}/revoke",
        &["POST /organisations/corps-draft/invitations/AAAAAAAAAAAAAAAAAAAAAA/revoke"],
    ),
    (
        "/invitations/{token}",
        &[
            "GET /invitations/AAAAAAAAAAAAAAAAAAAAAA-00",
            "POST /invitations/AAAAAAAAAAAAAAAAAAAAAA-00",
        ],
    ),
    ("/admin/pages", &["GET /admin/pages"]),
    (
        "/admin/pages/{slug}/{lang}",
        &["GET /admin/pages/about/fr", "POST /admin/pages/about/fr"],
    ),
    (
        "/admin/pages/{slug}/{lang}/versions",
        &["GET /admin/pages/legal/fr/versions"],
    ),
    (
        "/admin/pages/{slug}/{lang}/reset",
        &["POST /admin/pages/about/fr/reset"],
    ),
    (
        "/admin/skills",
        &[
            "GET /admin/skills",
            "GET /admin/skills?q=compta",
            "GET /admin/skills?domain=money",
            "POST /admin/skills",
        ],
    ),
    (
        "/admin/skills/{id}",
        &[
            "GET /admin/skills/AAAAAAAAAAAAAAAAAAAAAA",
            "POST /admin/skills/AAAAAAAAAAAAAAAAAAAAAA",
        ],
    ),
    ("/admin/people", &["GET /admin/people"]),
    (
        "/admin/people/{id}",
        &["GET /admin/people/AAAAAAAAAAAAAAAAAAAAAA"],
    ),
    (
        "/admin/people/{id}/invite",
        &["POST /admin/people/AAAAAAAAAAAAAAAAAAAAAA/invite"],
    ),
    (
        "/admin/people/{id}/factor-off",
        &["POST /admin/people/AAAAAAAAAAAAAAAAAAAAAA/factor-off"],
    ),
    (
        "/admin/people/{id}/role",
        &["POST /admin/people/AAAAAAAAAAAAAAAAAAAAAA/role"],
    ),
    (
        "/admin/people/{id}/sign-out",
        &["POST /admin/people/AAAAAAAAAAAAAAAAAAAAAA/sign-out"],
    ),
    ("/admin/register.csv", &["GET /admin/register.csv"]),
    ("/admin/register.json", &["GET /admin/register.json"]),
    ("/admin/terms", &["GET /admin/terms", "POST /admin/terms"]),
    (
        "/admin/territory",
        &["GET /admin/territory", "POST /admin/territory"],
    ),
    (
        "/admin/words/{kind}",
        &[
            "GET /admin/words/themes",
            "GET /admin/words/zones",
            "POST /admin/words/themes",
        ],
    ),
    (
        "/admin/words/{kind}/{id}",
        &["POST /admin/words/AAAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAAAA"],
    ),
    ("/api", &["GET /api"]),
    ("/api/openapi.json", &["GET /api/openapi.json"]),
    (
        "/api/v1/ideas",
        &[
            "GET /api/v1/ideas",
            "GET /api/v1/ideas?state=archived",
            "GET /api/v1/ideas?sort=backed&limit=200",
            "GET /api/v1/ideas?author=aline",
            "GET /api/v1/ideas?state=draft",
        ],
    ),
    (
        "/api/v1/ideas/{id}",
        &[
            "GET /api/v1/ideas/<slug>",
            "GET /api/v1/ideas/<short>",
            "GET /api/v1/ideas/<id>",
        ],
    ),
    (
        "/api/v1/ideas/{id}/comments",
        &[
            "GET /api/v1/ideas/<slug>/comments",
            "GET /api/v1/ideas/<id>/comments",
        ],
    ),
    ("/api/v1/stats", &["GET /api/v1/stats"]),
    ("/api/v1/territory", &["GET /api/v1/territory"]),
    ("/api/v1/themes", &["GET /api/v1/themes"]),
    ("/assets/{*path}", &["GET /assets/icons.svg"]),
    (
        "/comments.atom",
        &["GET /comments.atom", "GET /comments.atom?state=archived"],
    ),
    ("/comments.csv", &["GET /comments.csv"]),
    ("/comments/{id}", &["GET /comments/<comment>"]),
    (
        "/comments/{id}/edit",
        &["GET /comments/<comment>/edit", "POST /comments/<comment>/edit"],
    ),
    (
        "/comments/{id}/remove",
        &[
            "GET /comments/<comment>/remove",
            "POST /comments/<comment>/remove",
        ],
    ),
    (
        "/comments/{id}/thank",
        &["GET /comments/<comment>/thank", "POST /comments/<comment>/thank"],
    ),
    (
        "/comments/{id}/unthank",
        &[
            "GET /comments/<comment>/unthank",
            "POST /comments/<comment>/unthank",
        ],
    ),
    ("/comments/{id}/versions", &["GET /comments/<comment>/versions"]),
    ("/decisions/{id}", &["GET /decisions/AAAAAAAAAAAAAAAAAAAAAA"]),
    (
        "/decisions/{id}/appeal",
        &["POST /decisions/AAAAAAAAAAAAAAAAAAAAAA/appeal"],
    ),
    ("/demo/mail", &["GET /demo/mail"]),
    ("/demo/mail.json", &["GET /demo/mail.json"]),
    ("/demo/mail/{id}", &["GET /demo/mail/AAAAAAAAAAAAAAAAAAAAAA"]),
    (
        "/demo/mail/{id}/html",
        &["GET /demo/mail/AAAAAAAAAAAAAAAAAAAAAA/html"],
    ),
    ("/explore", &["GET /explore"]),
    ("/feeds/ideas/{slug}", &["GET /feeds/ideas/<slug>"]),
    (
        "/feeds/people/{slug}",
        &["GET /feeds/people/aline", "GET /feeds/people/somebody-42"],
    ),
    ("/gallery", &["GET /gallery"]),
    (
        "/gestures/complete",
        &["GET /gestures/complete", "POST /gestures/complete"],
    ),
    ("/help/api", &["GET /help/api"]),
    ("/help/{slug}", &["GET /help/propose"]),
    (
        "/ideas",
        &[
            "GET /ideas",
            "GET /ideas?sort=backed",
            "GET /ideas?sort=discussed",
            "GET /ideas?sort=growing",
            "GET /ideas?state=archived",
            "GET /ideas?state=project",
            "GET /ideas?state=hidden",
            "GET /ideas?state=draft",
            "GET /ideas?theme=mobilite",
            "GET /ideas?lang=en",
        ],
    ),
    (
        "/ideas.atom",
        &[
            "GET /ideas.atom",
            "GET /ideas.atom?state=archived",
            "GET /ideas.atom?theme=mobilite",
        ],
    ),
    ("/ideas.csv", &["GET /ideas.csv", "GET /ideas.csv?state=archived"]),
    (
        "/ideas.geojson",
        &["GET /ideas.geojson", "GET /ideas.geojson?state=archived"],
    ),
    ("/ideas/map", &["GET /ideas/map", "GET /ideas/map?state=archived"]),
    (
        "/ideas/near",
        &["GET /ideas/near", "GET /ideas/near?lat=48.778&lon=2.29"],
    ),
    ("/ideas/new", &["GET /ideas/new", "POST /ideas/new"]),
    (
        "/ideas/new/{draft}",
        &["GET /ideas/new/<short>", "POST /ideas/new/<short>"],
    ),
    ("/ideas/new/{draft}/discard", &["POST /ideas/new/<short>/discard"]),
    ("/ideas/new/{draft}/draft", &["POST /ideas/new/<short>/draft"]),
    (
        "/organisations/map",
        &["GET /organisations/map", "GET /organisations/map?kind=bank"],
    ),
    ("/organisations/points.json", &["GET /organisations/points.json"]),
    (
        "/ideas/points.json",
        &["GET /ideas/points.json", "GET /ideas/points.json?state=archived"],
    ),
    ("/ideas/preview", &["POST /ideas/preview"]),
    ("/ideas/similar", &["GET /ideas/similar?q=<key>"]),
    (
        "/ideas/{slug}",
        &[
            "GET /ideas/<slug>",
            "GET /ideas/<slug>?sort=time",
            "GET /ideas/<slug>?lang=en",
        ],
    ),
    (
        "/ideas/{slug}/archive",
        &["GET /ideas/<slug>/archive", "POST /ideas/<slug>/archive"],
    ),
    ("/ideas/{slug}/comments", &["POST /ideas/<slug>/comments"]),
    (
        "/ideas/{slug}/edit",
        &["GET /ideas/<slug>/edit", "POST /ideas/<slug>/edit"],
    ),
    (
        "/ideas/{slug}/live",
        &["GET /ideas/<slug>/live", "GET /ideas/<slug>/live?after=0:0"],
    ),
    ("/ideas/{slug}/follow", &["POST /ideas/<slug>/follow"]),
    ("/ideas/{slug}/published", &["GET /ideas/<slug>/published"]),
    (
        "/ideas/{slug}/restore",
        &["GET /ideas/<slug>/restore", "POST /ideas/<slug>/restore"],
    ),
    ("/ideas/{slug}/support", &["POST /ideas/<slug>/support"]),
    ("/ideas/{slug}/unfollow", &["POST /ideas/<slug>/unfollow"]),
    ("/ideas/{slug}/unsupport", &["POST /ideas/<slug>/unsupport"]),
    ("/ideas/{slug}/versions", &["GET /ideas/<slug>/versions"]),
    (
        "/ideas/{slug}/versions/{number}",
        &["GET /ideas/<slug>/versions/1", "GET /ideas/<slug>/versions/2"],
    ),
    ("/join", &["GET /join", "POST /join"]),
    ("/lang/{code}", &["GET /lang/fr"]),
    ("/link/{token}", &["GET /link/nothing", "POST /link/nothing"]),
    ("/login", &["GET /login", "POST /login"]),
    ("/login/code", &["GET /login/code", "POST /login/code"]),
    ("/login/sent", &["GET /login/sent"]),
    ("/logout", &["POST /logout"]),
    ("/manifest.webmanifest", &["GET /manifest.webmanifest"]),
    ("/me", &["GET /me"]),
    ("/me/delete", &["GET /me/delete", "POST /me/delete"]),
    ("/me/delete/undo", &["POST /me/delete/undo"]),
    ("/me/devices", &["GET /me/devices"]),
    ("/me/devices/others/end", &["POST /me/devices/others/end"]),
    (
        "/me/devices/{id}/end",
        &["POST /me/devices/AAAAAAAAAAAAAAAAAAAAAA/end"],
    ),
    ("/me/email", &["GET /me/email", "POST /me/email"]),
    ("/me/export", &["GET /me/export"]),
    ("/me/export.csv", &["GET /me/export.csv"]),
    ("/me/export.json", &["GET /me/export.json"]),
    ("/me/notices", &["GET /me/notices", "POST /me/notices"]),
    ("/me/password", &["GET /me/password", "POST /me/password"]),
    ("/me/prove", &["GET /me/prove", "POST /me/prove"]),
    ("/me/security", &["GET /me/security"]),
    ("/me/security/codes", &["POST /me/security/codes"]),
    (
        "/me/security/devices/forget",
        &["POST /me/security/devices/forget"],
    ),
    ("/me/security/off", &["POST /me/security/off"]),
    (
        "/me/security/set-up",
        &["GET /me/security/set-up", "POST /me/security/set-up"],
    ),
    (
        "/me/availability",
        &["GET /me/availability", "POST /me/availability"],
    ),
    ("/me/portrait", &["GET /me/portrait", "POST /me/portrait"]),
    ("/me/profile", &["GET /me/profile", "POST /me/profile"]),
    ("/me/settings", &["GET /me/settings", "POST /me/settings"]),
    ("/me/skills", &["GET /me/skills", "POST /me/skills"]),
    ("/me/skills/add", &["POST /me/skills/add"]),
    ("/mentions/suggest", &["GET /mentions/suggest?q=an"]),
    ("/notices", &["GET /notices", "GET /notices?before=1"]),
    ("/notices/read", &["POST /notices/read"]),
    ("/notices/{seq}", &["GET /notices/1"]),
    ("/notices/{seq}/read", &["POST /notices/1/read"]),
    ("/mail/reports", &["POST /mail/reports"]),
    ("/media/{id}/{width}", &["GET /media/<media>/400"]),
    ("/moderation", &["GET /moderation", "GET /moderation?state=acted"]),
    ("/moderation/appeals", &["GET /moderation/appeals"]),
    (
        "/moderation/appeals/{id}",
        &[
            "GET /moderation/appeals/AAAAAAAAAAAAAAAAAAAAAA",
            "POST /moderation/appeals/AAAAAAAAAAAAAAAAAAAAAA",
        ],
    ),
    ("/moderation/log", &["GET /moderation/log"]),
    (
        "/moderation/{kind}/{id}",
        &[
            "GET /moderation/idea/<short>",
            "GET /moderation/comment/<comment>",
            "POST /moderation/idea/<short>",
            "POST /moderation/comment/<comment>",
        ],
    ),
    (
        "/oembed",
        &["GET /oembed?url=http%3A%2F%2Fsceaux.test%2Fideas%2F<slug>"],
    ),
    ("/offline", &["GET /offline"]),
    ("/opensearch.xml", &["GET /opensearch.xml"]),
    (
        "/password/forgotten",
        &["GET /password/forgotten", "POST /password/forgotten"],
    ),
    (
        "/people",
        &[
            "GET /people",
            "GET /people?q=aline",
            "GET /people?skill=tenue-de-comptes&zone=robinson&day=1&part=2",
            "GET /people?skill=compta",
            "GET /people?cause=mobilite",
        ],
    ),
    (
        "/people/{slug}",
        &[
            "GET /people/aline",
            "GET /people/somebody-42",
            "GET /people/somebody-43",
        ],
    ),
    ("/plan-du-site", &["GET /plan-du-site"]),
    ("/report/sent", &["GET /report/sent"]),
    (
        "/report/{kind}/{id}",
        &[
            "GET /report/idea/<short>",
            "GET /report/comment/<comment>",
            "POST /report/idea/<short>",
            "POST /report/comment/<comment>",
        ],
    ),
    ("/robots.txt", &["GET /robots.txt"]),
    ("/schemas/comments.json", &["GET /schemas/comments.json"]),
    ("/schemas/ideas.json", &["GET /schemas/ideas.json"]),
    (
        "/schemas/organisations.json",
        &["GET /schemas/organisations.json"],
    ),
    ("/schemas/people.json", &["GET /schemas/people.json"]),
    ("/schemas/skills.json", &["GET /schemas/skills.json"]),
    (
        "/search",
        &[
            "GET /search",
            "GET /search?q=case",
            "GET /search?q=parole&kind=comment",
            "GET /search?q=aline",
            "GET /search?q=<key>",
            "GET /search?q=<key>&kind=comment",
        ],
    ),
    (
        "/search/suggest",
        &["GET /search/suggest?q=case", "GET /search/suggest?q=<key>"],
    ),
    ("/share/home.png", &["GET /share/home.png"]),
    ("/share/ideas/{file}", &["GET /share/ideas/<short>.png"]),
    ("/site-map", &["GET /site-map"]),
    (
        "/sitemap-ideas.xml",
        &[concat!(
            "GET /sitemap-ideas.xml?from=",
            "5b302c2230303030303030302d303030302d303030302d303030302d303030303030303030303030225d"
        )],
    ),
    ("/places/search", &["GET /places/search?q=<key>"]),
    ("/sitemap-pages.xml", &["GET /sitemap-pages.xml"]),
    ("/sitemap.xml", &["GET /sitemap.xml"]),
    ("/skills", &["GET /skills", "GET /skills?q=compta"]),
    ("/skills/suggest", &["GET /skills/suggest?q=compta"]),
    ("/sw.js", &["GET /sw.js"]),
    ("/terms/accept", &["POST /terms/accept"]),
    ("/terms/changes", &["GET /terms/changes"]),
    ("/territory.css", &["GET /territory.css"]),
    ("/territory.geojson", &["GET /territory.geojson"]),
    ("/theme/{name}", &["GET /theme/auto"]),
    (
        "/unsubscribe/{person}/{token}",
        &[
            "GET /unsubscribe/nobody/nothing",
            "POST /unsubscribe/nobody/nothing",
        ],
    ),
];

/// Addresses that answer about anything: what they hold is judged, not that they answer.
pub const SEARCHES: &[&str] = &[
    "GET /ideas/similar?q=<key>",
    "GET /search?q=<key>",
    "GET /search?q=<key>&kind=comment",
    "GET /search/suggest?q=<key>",
];
