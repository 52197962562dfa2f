import Domain
import TestKit
import Testing

@Suite("The search language")
struct SearchParserTests {
    @Test("reads what it writes: any tree, as text, is the same tree again", arguments: 0..<20)
    func roundTrip(seed: UInt64) throws {
        var generator = SearchGenerator(seed: seed)
        for _ in 0..<200 {
            let expression = generator.expression()
            let text = expression.description
            let again = try SearchExpression(parsing: text)
            #expect(again.description == text)
            #expect(again == expression.withoutSingles, "\(text)")
        }
    }

    @Test("takes what people write, in any case, quoted or not")
    func forms() throws {
        let expected = try SearchExpression(parsing: "status = \"P\" and overdue by 3 days")
        for text in [
            "STATUS=P AND Overdue BY 3 days", " status = 'P'  and overdue by 3 Days ",
            "(status = P) and (overdue by 3 days)",
        ] {
            #expect(try SearchExpression(parsing: text) == expected, "\(text)")
        }
        #expect(try SearchExpression(parsing: "") == .everyone)
        let date = try SearchExpression(parsing: "due < today+3 business days or due < today-1 month")
        #expect(date.description == "due < today + 3 business days or due < today - 1 month")
        #expect(
            try SearchExpression(parsing: "custom.\"Lead \\\"quality\\\"\" = A").rules.first?.subject
                == .custom("Lead \"quality\""))
        #expect(
            try SearchExpression(parsing: "not active or overdue")
                == (try SearchExpression(parsing: "(not active) or overdue")))
    }

    @Test(
        "refuses what it cannot read at the character that is wrong",
        arguments: [
            ("status", 7), ("status =", 9), ("status = P and", 15), ("(overdue", 9), ("overdue)", 8),
            ("colour = red", 1),
            ("due < soon", 7), ("status < P", 8), ("overdue by 3 hours", 12), ("city = \"Berlin", 8),
            ("city in ()", 10),
            ("city in (a b)", 12), ("overdue = 1", 9), ("name ~ \"--\"", 6), ("yearToDateSales > much", 19),
            ("due < today + 3", 16),
            ("and", 1), ("city is not", 12), ("status = P ; drop", 12), ("branch not north", 12),
            ("daysInStatus = 1.5", 16), ("daysInStatus < -9223372036854775808", 16),
            ("yearToDateSales < -99999999999999999", 19),
        ])
    func refused(text: String, position: Int) {
        let error = #expect(throws: SearchSyntaxError.self) { try SearchExpression(parsing: text) }
        #expect(error?.position == position, "\(text): \(error?.description ?? "")")
        #expect(error.map { !$0.description.contains("\n") && $0.description.hasSuffix(".") } == true)
    }

    @Test("never hangs nor dies, whatever it is given")
    func hostile() {
        let nested = String(repeating: "(", count: 5_000) + "overdue" + String(repeating: ")", count: 5_000)
        let negated = String(repeating: "not ", count: 4_000) + "overdue"
        let long = Array(repeating: "overdue", count: 2_000).joined(separator: " or ")
        for text in [
            nested, negated, long, String(repeating: "x", count: 100_000), "\u{0}", "\"\\", "🙂 = 🙂", "city = \u{202E}x",
        ] {
            #expect(throws: SearchSyntaxError.self) { try SearchExpression(parsing: text) }
        }
        var random = SeededRandom(seed: 7)
        let pieces = [
            "status", "=", "(", ")", "not", "and", "or", "in", ",", "\"", "today", "-", "+", "3", "days", " ",
            "overdue", "by", "is", "set",
        ]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined(separator: " ")
            _ = try? SearchExpression(parsing: text)
        }
    }
}

extension SearchExpression {
    /// A group of one is its part, as reading a text makes it.
    fileprivate var withoutSingles: SearchExpression {
        switch self {
        case .all(let parts): parts.count == 1 ? parts[0].withoutSingles : .all(parts.map(\.withoutSingles))
        case .any(let parts): parts.count == 1 ? parts[0].withoutSingles : .any(parts.map(\.withoutSingles))
        case .not(let part): .not(part.withoutSingles)
        case .rule: self
        }
    }
}
