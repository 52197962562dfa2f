/// What a command did: a sentence for people, members for programs.
struct Outcome {
    let sentence: String
    let row: Row

    init(_ sentence: String, _ members: KeyValuePairs<String, MemberValue>, zone: String? = nil) {
        self.sentence = sentence
        row = Row(members, zone: zone)
    }
}
