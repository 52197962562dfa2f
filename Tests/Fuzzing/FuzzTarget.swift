import Control
import ControlAPI
import Domain
import Engine
import Foundation
import NIOCore
import Store
import Varlink

/// What reads foreign text, and what must hold whatever it reads; a broken rule ends the process, as a crash does.
enum FuzzTarget: String, CaseIterable {
    case call, search, rules, schedule, csv, zone, workflow, template, holidays, report

    func read(_ bytes: [UInt8]) {
        switch self {
        case .call: Self.readCalls(bytes)
        case .search: Self.readSearch(String(decoding: bytes, as: UTF8.self))
        case .rules: Self.readRules(bytes)
        case .schedule: Self.readSchedule(String(decoding: bytes, as: UTF8.self))
        case .csv: Self.readCSV(String(decoding: bytes, as: UTF8.self))
        case .zone: Self.readZone(bytes)
        case .workflow: _ = try? WorkflowDocument.read(String(decoding: bytes, as: UTF8.self))
        case .template: Self.readTemplate(String(decoding: bytes, as: UTF8.self))
        case .holidays: Self.readHolidays(String(decoding: bytes, as: UTF8.self))
        case .report: Self.readReport(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// However a stream is cut into reads, it is the same messages.
    private static func readCalls(_ bytes: [UInt8]) {
        guard let size = bytes.first.map({ Int($0 % 64) + 1 }) else { return }
        let stream = bytes.dropFirst()
        let limit = 1_024
        var decoder = FrameDecoder(maximumFrameBytes: limit)
        var frames: [[UInt8]] = []
        do {
            for start in stride(from: stream.startIndex, to: stream.endIndex, by: size) {
                decoder.append(ByteBuffer(bytes: stream[start..<min(start + size, stream.endIndex)]))
                while let frame = try decoder.nextFrame() {
                    frames.append(Array(frame.readableBytesView))
                    _ = try? CallMessage(frame: frame, maximumDepth: 16)
                }
            }
        } catch {
            return
        }
        let whole = stream.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
        precondition(frames == whole, "messages were cut in other places")
    }

    /// What is read is written as something that is read as the same.
    private static func readSearch(_ text: String) {
        guard let expression = try? SearchExpression(parsing: text) else { return }
        let written = expression.description
        precondition((try? SearchExpression(parsing: written)) == expression, "\(written) is read as something else")
        Self.searches.run(expression)
    }

    private static let searches = SearchRunner()

    /// A tree of rules as it comes over the wire is the same search as its text.
    private static func readRules(_ bytes: [UInt8]) {
        guard let rules = try? JSONDecoder().decode(CustomersMethods.Rule.self, from: Data(bytes)),
            let expression = try? SearchInput.expression(nil, rules)
        else { return }
        readSearch(expression.description)
        let again = try? SearchInput.expression(nil, CustomersMethods.Rule(expression))
        precondition(again == expression, "\(expression) is another one over the wire")
    }

    private static func readSchedule(_ text: String) {
        guard let expression = CalendarExpression(text) else { return }
        precondition(
            CalendarExpression(expression.description) == expression, "\(expression) is read as something else")
        var instant = Timestamp(milliseconds: 1_795_000_000_000)
        for _ in 0..<3 {
            guard let next = expression.next(after: instant, in: .utc) else { return }
            precondition(next > instant, "\(expression) goes back in time")
            instant = next
        }
    }

    /// Every call of the reader gets further.
    private static func readCSV(_ text: String) {
        var reader = CSVReader(text, firstLine: 1)
        var line = 1
        var columns: CustomerColumns?
        for _ in 0...text.utf8.count {
            do {
                guard let record = try reader.next() else { return }
                precondition(record.line >= line && !record.fields.isEmpty, "a record lies before the one before it")
                line = record.line
                if let columns { _ = try? columns.customer(record.fields) }
                columns = columns ?? (try? CustomerColumns(header: record.fields, strict: false, updates: true))
            } catch {
                continue
            }
        }
        preconditionFailure("the reader does not end")
    }

    private static func readZone(_ bytes: [UInt8]) {
        guard let zone = try? ZoneRules(identifier: "Fuzzed/Zone", tzif: bytes) else { return }
        for year in stride(from: 1, through: 9_999, by: 333) {
            guard let date = CivilDate(year: year, month: 3, day: 29) else { continue }
            let start = zone.startOfDay(date)
            _ = zone.civilDate(at: start)
            if let next = zone.nextTransition(after: start) {
                precondition(next > start, "a transition lies before what it follows")
            }
        }
    }

    /// What may be saved can be rendered.
    private static func readTemplate(_ text: String) {
        let renderer = TemplateRenderer()
        let fields = MergeFields { $0 == .ownerName ? nil : "&<{{\($0.path)}}" }
        guard (try? renderer.validate(text)) != nil else { return }
        precondition((try? renderer.render(text, fields)) != nil)
        // The same as a page, whether it may be saved as one or was once: no field opens a tag.
        let page = TemplateSpecification(code: "p", name: "P", subject: "S", text: "T", html: text)
        guard let html = (try? renderer.render(page, fields))?.html else {
            preconditionFailure("what can be rendered as text cannot as a page")
        }
        let opened = html.utf8.count { $0 == UInt8(ascii: "<") }
        precondition(opened <= text.utf8.count { $0 == UInt8(ascii: "<") }, "a field opens a tag")
    }

    /// Whatever a calendar repeats, its holidays lie in the years that were asked for.
    private static func readHolidays(_ text: String) {
        guard let first = CivilDate(year: 2026, month: 1, day: 1), let last = CivilDate(year: 2028, month: 12, day: 31)
        else { preconditionFailure("these are days") }
        guard let file = try? HolidayFile(ics: text, from: first, to: last) else { return }
        precondition(file.holidays.keys.allSatisfy { first <= $0 && $0 <= last }, "a holiday lies outside")
    }

    /// What is kept of a stranger's words is short.
    private static func readReport(_ text: String) {
        guard let report = DeliveryReport(mail: text) else { return }
        precondition(report.reason.count <= 300 && (report.address != nil || report.messageID != nil))
        precondition(FieldRule.shortText.objection(to: FieldRule.shortText(from: report.reason)) == nil)
    }
}
