//! What the demonstration holds.

fn plan_counts() -> (usize, usize) {
    let content = super::content::whole().expect("the content can be read");
    let comments = content.ideas.iter().map(|idea| idea.comment.len()).sum();
    (content.ideas.len(), comments)
}

#[test]
fn the_content_is_as_large_as_promised() {
    let (ideas, comments) = plan_counts();
    assert!(
        ideas >= 80 && comments >= 600,
        "{ideas} ideas, {comments} comments"
    );
}

#[test]
fn the_neighbour_names_only_people_and_themes_it_has() {
    let content = super::content::neighbour().expect("the content can be read");
    assert!(content.ideas.len() >= 10 && content.people.len() >= 15);
    let known = |key: &String| content.people.iter().any(|person| person.key == *key);
    for idea in &content.ideas {
        assert!(known(&idea.author), "{}", idea.author);
        assert!(
            content.town.theme.iter().any(|theme| theme.key == idea.theme),
            "{}",
            idea.theme
        );
        assert!(
            idea.comment.iter().all(|comment| known(&comment.author)),
            "{}",
            idea.key
        );
    }
}
