//! All pairs and families.

use super::*;

#[test]
fn slices_give_the_pairs_of_the_whole_bank_in_whatever_sizes_and_order_of_items() {
    let mut items = bank();
    items.push(speed("M-2"));
    items.push(item(
        "M-3",
        "Какой газ выделяют растения днём при фотосинтезе?",
        ["Азот", "Кислород", "Водород", "Гелий"],
    ));
    let (weights, near) = {
        let similarity = policy().similarity;
        (similarity.weights, similarity.thresholds.near_from)
    };
    let forwards = index(&items);
    items.reverse();
    let backwards = index(&items);
    let whole = forwards.sweep(0, usize::MAX, &weights, near);
    assert_eq!(whole.next, None);
    let pairs: Vec<_> = whole
        .pairs
        .iter()
        .map(|p| (p.first.as_str(), p.second.as_str()))
        .collect();
    assert_eq!(pairs, [("M-1", "M-2"), ("M-3", "O-0")]);
    for size in [1, 2, 5] {
        let (mut found, mut from) = (Vec::new(), Some(0));
        while let Some(at) = from {
            let slice = backwards.sweep(at, size, &weights, near);
            found.extend(slice.pairs);
            from = slice.next;
        }
        assert_eq!(found, whole.pairs);
    }
}

#[test]
fn a_sweep_leaves_families_out_and_counts_what_is_too_much() {
    let weights = policy().similarity.weights;
    let many: Vec<ItemDocument> = (0..60).map(|n| speed(&format!("M-{n:02}"))).collect();
    let slice = index(&many).sweep(0, 1, &weights, Hundredths::whole(90));
    assert_eq!(
        (slice.pairs.len(), slice.left_out, slice.next),
        (50, 9, Some(1))
    );
    let mut kin = many[..2].to_vec();
    kin.iter_mut()
        .for_each(|i| i.content.family = Some("trains".to_owned()));
    assert_eq!(
        index(&kin)
            .sweep(0, 9, &weights, Hundredths::whole(90))
            .pairs,
        []
    );
}

#[test]
fn families_are_told_until_all_their_members_are_in_one() {
    let clone = |code: &str, way: &str| {
        item(
            code,
            &SPEED.replace("240", way),
            ["60 км/ч", "80 км/ч", "720 км/ч", "243 км/ч"],
        )
    };
    let mut items = bank();
    items.extend([clone("M-2", "250"), clone("M-3", "260")]);
    let found = index(&items).families();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].items, ["M-1", "M-2", "M-3"]);
    for item in items.iter_mut().filter(|item| item.code.starts_with('M')) {
        item.content.family = Some("trains".to_owned());
    }
    assert_eq!(index(&items).families(), []);
    items[4].content.family = Some("ways".to_owned());
    assert_eq!(index(&items).families()[0].known, ["trains", "ways"]);
}
