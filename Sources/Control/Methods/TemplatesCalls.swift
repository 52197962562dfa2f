import ControlAPI
import Domain
import Store

struct TemplatesCalls: Sendable {
    typealias Methods = TemplatesMethods

    let context: ControlContext

    func list(_: Nothing, _: Actor) async throws -> Listing<Methods.List.Reply> {
        let all = try await context.store.catalog().templates.values.sorted { $0.code < $1.code }
        return Listing(whole: all) { Methods.List.Reply(template: Methods.Template($0), cursor: $1) }
    }

    func get(_ parameters: Methods.Get.Parameters, _: Actor) async throws -> Methods.Get.Reply {
        Methods.Get.Reply(template: Methods.Template(try await context.store.template(code: parameters.code)))
    }

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Nothing {
        try context.engine.maker.renderer.validate(parameters.subject)
        try context.engine.maker.renderer.validate(parameters.text)
        try await context.store.addTemplate(
            TemplateSpecification(
                code: parameters.code, name: parameters.name ?? parameters.code, subject: parameters.subject,
                text: parameters.text), by: actor, now: context.now())
        return Nothing()
    }

    func preview(_ parameters: Methods.Preview.Parameters, _ actor: Actor) async throws -> Methods.Preview.Reply {
        let template = try await context.store.template(code: parameters.code)
        let fields = try await context.store.mergeFields(ofCustomer: parameters.number, for: actor)
        let renderer = context.engine.maker.renderer
        return Methods.Preview.Reply(
            subject: try renderer.render(template.subject, fields), text: try renderer.render(template.text, fields))
    }
}

extension TemplatesMethods.Template {
    init(_ template: TemplateSpecification) {
        self.init(code: template.code, name: template.name, subject: template.subject, text: template.text)
    }
}
