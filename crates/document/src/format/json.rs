use bindery_model::Json;

/// The value as JSON in lines, indented by two spaces, with a line's end behind it.
pub fn write_json(value: &Json) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Json, depth: usize, text: &mut String) {
    match value {
        Json::Array(items) if !items.is_empty() => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                begin(index, depth + 1, text);
                write(item, depth + 1, text);
            }
            end(depth, text);
            text.push(']');
        }
        Json::Object(members) if !members.is_empty() => {
            text.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                begin(index, depth + 1, text);
                text.push_str(&Json::String(name.clone()).to_text());
                text.push_str(": ");
                write(member, depth + 1, text);
            }
            end(depth, text);
            text.push('}');
        }
        value => text.push_str(&value.to_text()),
    }
}

fn begin(index: usize, depth: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
    end(depth, text);
}

fn end(depth: usize, text: &mut String) {
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
}
