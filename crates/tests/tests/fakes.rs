//! Values that are made up: what the document allows, and other ones from seed to seed.

use bindery_runtime::Validate as _;
use bindery_runtime::client::TowerTransport;
use bindery_runtime::fake::Rehearsal;
use bindery_tests::fakes::fake::{FakeService, maker, rehearse};
use bindery_tests::fakes::operations;
use bindery_tests::fakes::types::{Dog, Pet};

#[test]
fn a_union_is_made_with_the_tag_of_its_variant() {
    let made: Vec<Pet> = (0..100).map(|seed| maker(seed).value().unwrap()).collect();
    for pet in &made {
        assert_eq!(pet.validate(), Ok(()));
        match pet {
            Pet::Cat(cat) => assert_eq!(cat.kind, "cat"),
            Pet::Dog(dog) => assert_eq!(dog.kind, "hound"),
            other => panic!("{other:?}"),
        }
    }
    let cats = made.iter().filter(|pet| matches!(pet, Pet::Cat(_))).count();
    assert!((20..80).contains(&cats), "{cats} of 100");
    assert_eq!(maker(7).value::<Pet>(), maker(7).value::<Pet>());
}

#[test]
fn members_are_absent_null_and_there() {
    let made: Vec<Dog> = (0..100).map(|seed| maker(seed).value().unwrap()).collect();
    let texts: Vec<_> = made
        .iter()
        .map(|dog| bindery_runtime::json::to_string(dog).unwrap())
        .collect();
    assert!(texts.iter().any(|text| !text.contains("nick")));
    assert!(texts.iter().any(|text| text.contains("\"nick\":null")));
    assert!(texts.iter().any(|text| text.contains("\"nick\":\"")));
}

#[tokio::test]
async fn each_operation_arrives() {
    for seed in 0..20 {
        let service = FakeService::new(seed).with_failures(50);
        let answers = service.answers().clone();
        let transport = TowerTransport::new(service.into_router());
        let mut rehearsal =
            Rehearsal::new(&operations::SERVICE, maker(seed), transport).answered_by(&answers);
        rehearse(&mut rehearsal).await;
        assert_eq!(rehearsal.findings(), [], "seed {seed}");
        assert_eq!(rehearsal.calls(), 2);
    }
}
