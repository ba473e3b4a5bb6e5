#![no_main]

use bindery_fuzz::FuzzTarget;

libfuzzer_sys::fuzz_target!(|document: &[u8]| {
    let folder = std::env::temp_dir().join(format!("bindery-fuzz-{}", std::process::id()));
    FuzzTarget::Pipeline.run(&folder, document).expect("the folder can be written to");
});
