import ControlAPI
import Domain
import Store

struct TemplatesCalls: Sendable {
    typealias Methods = TemplatesMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _: Actor) async throws -> Listing<Methods.List.Reply> {
        let all = try await context.store.templates().filter { parameters.retired == true || !$0.isRetired }
        return Listing(whole: all.map { Methods.Template($0.template, isRetired: $0.isRetired) }) {
            Methods.List.Reply(template: $0, cursor: $1)
        }
    }

    func get(_ parameters: Methods.Get.Parameters, _: Actor) async throws -> Methods.Get.Reply {
        guard let found = try await context.store.templates().first(where: { $0.template.code == parameters.code })
        else {
            _ = try await context.store.template(code: parameters.code)
            throw ControlFailure(.templateNotFound, "There is no such template.", ["code": .string(parameters.code)])
        }
        return Methods.Get.Reply(template: Methods.Template(found.template, isRetired: found.isRetired))
    }

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Nothing {
        let template = TemplateSpecification(
            code: parameters.code, name: parameters.name ?? parameters.code,
            purpose: try ControlFailure.word("purpose", parameters.purpose, default: .service),
            subject: parameters.subject, text: parameters.text, html: parameters.html)
        try context.engine.maker.renderer.validate(template)
        try await context.store.addTemplate(template, by: actor, now: context.now())
        return Nothing()
    }

    func update(_ parameters: Methods.Update.Parameters, _ actor: Actor) async throws -> Nothing {
        let renderer = context.engine.maker.renderer
        try await context.store.updateTemplate(code: parameters.code, by: actor, now: context.now()) { old in
            var new = old
            new.name = parameters.name ?? old.name
            new.purpose = try ControlFailure.word("purpose", parameters.purpose, default: old.purpose)
            new.subject = parameters.subject ?? old.subject
            new.text = parameters.text ?? old.text
            if let html = parameters.html { new.html = html.isEmpty ? nil : html }
            try renderer.validate(new)
            return new
        }
        return Nothing()
    }

    func retire(_ parameters: Methods.Retire.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.retireTemplate(code: parameters.code, by: actor, now: context.now())
        return Nothing()
    }

    func preview(_ parameters: Methods.Preview.Parameters, _ actor: Actor) async throws -> Methods.Preview.Reply {
        let template = try await context.store.template(code: parameters.code)
        let fields = try await context.store.mergeFields(ofCustomer: parameters.number, for: actor)
        let rendered = try context.engine.maker.renderer.render(template, fields)
        return Methods.Preview.Reply(subject: rendered.subject, text: rendered.text, html: rendered.html)
    }
}

extension TemplatesMethods.Template {
    init(_ template: TemplateSpecification, isRetired: Bool) {
        self.init(
            code: template.code, name: template.name, purpose: template.purpose.rawValue, subject: template.subject,
            text: template.text, html: template.html, retired: isRetired)
    }
}
