//! Stories of public pages.

use terreau_kit::Role;

use crate::story;

story!(a_person_has_a_page_without_their_address, |stage| {
    let (_, mut anna) = stage.member("Anna Lévêque", Role::Member).await;
    let mut visitor = stage.browser();
    visitor
        .get("/people/anna-leveque")
        .await
        .is(200)
        .has("Anna Lévêque")
        .has_not("@exemple.fr");
    anna.get("/people/anna-leveque")
        .await
        .is(200)
        .has("Modifier mon profil");
    visitor.get("/people/personne").await.is(404);
});
