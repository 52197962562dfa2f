import Varlink

/// One call of the conversation: what the client has to send, and what it gets for it.
struct CertificationStep: Sendable {
    let method: String
    /// Without the client's name.
    let wants: JSONValue
    let reply: JSONValue
}

/// The whole conversation after Start.
let certificationScript: [CertificationStep] = {
    let mixture: JSONValue = ["bool": false, "int": 2, "float": .number(.pi), "string": "a lot of string"]
    let map: JSONValue = ["foo": "Foo", "bar": "Bar"]
    let set: JSONValue = ["one": [:], "two": [:], "three": [:]]
    let everything: JSONValue = [
        "object": ["method": "org.varlink.certification.Test09", "parameters": ["map": map]],
        "enum": "two",
        "struct": ["first": 1, "second": "2"],
        "array": ["one", "two", "three"],
        "dictionary": map,
        "stringset": set,
        "interface": [
            "foo": [nil, ["foo": "foo", "bar": "bar"], nil, ["one": "foo", "two": "bar"]],
            "anon": ["foo": true, "bar": false],
        ],
    ]
    let replies = JSONValue.array((1...10).map { .string("Reply number \($0)") })
    return [
        CertificationStep(method: "Test01", wants: [:], reply: ["bool": true]),
        CertificationStep(method: "Test02", wants: ["bool": true], reply: ["int": 1]),
        CertificationStep(method: "Test03", wants: ["int": 1], reply: ["float": 1.0]),
        CertificationStep(method: "Test04", wants: ["float": 1.0], reply: ["string": "ping"]),
        CertificationStep(method: "Test05", wants: ["string": "ping"], reply: mixture),
        CertificationStep(method: "Test06", wants: mixture, reply: ["struct": mixture]),
        CertificationStep(method: "Test07", wants: ["struct": mixture], reply: ["map": map]),
        CertificationStep(method: "Test08", wants: ["map": map], reply: ["set": set]),
        CertificationStep(method: "Test09", wants: ["set": set], reply: ["mytype": everything]),
        CertificationStep(method: "Test10", wants: ["mytype": everything], reply: replies),
        CertificationStep(method: "Test11", wants: ["last_more_replies": replies], reply: [:]),
        CertificationStep(method: "End", wants: [:], reply: ["all_ok": true]),
    ]
}()

extension JSONValue {
    /// Whether both mean the same: numbers by value, and a null member as an absent one.
    func means(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.integer(let integer), .number(let number)), (.number(let number), .integer(let integer)):
            return number == Double(integer)
        case (.array(let elements), .array(let others)):
            return elements.count == others.count && zip(elements, others).allSatisfy { $0.means($1) }
        case (.object(let members), .object(let others)):
            let names = Set(members.keys).union(others.keys)
            return names.allSatisfy { (members[$0] ?? .null).means(others[$0] ?? .null) }
        default:
            return self == other
        }
    }
}
