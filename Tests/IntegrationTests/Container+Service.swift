import TestKit

/// What the tests of units share: the service as a package puts it there, and drop-ins.
extension Container.File {
    /// All units with sysusers, tmpfiles and the catalog; `product` of this build stands where the daemon does.
    static func service(running product: String) -> [Container.File] {
        let units = ["followupd.service", "followupd.socket", "followupd@.service", "followupd@.socket"]
        let others = [
            ("lib/sysusers.d/followupd.conf", "followupd.sysusers.conf"),
            ("lib/tmpfiles.d/followupd.conf", "followupd.tmpfiles.conf"),
            ("lib/systemd/catalog/followupd.catalog", "followupd.catalog"),
        ]
        return [.init("sbin/followupd", from: BuiltProducts.executable(product))]
            + (units.map { ("lib/systemd/system/\($0)", $0) } + others).map { path, name in
                .init(path, from: PackageFiles.path("Deploy/systemd/\(name)"))
            }
    }
}

extension Container {
    /// Lays a drop-in over followupd.service; it counts from the next start.
    func addDropIn(_ text: String, name: String = "test") async throws {
        try await write(text, to: "/etc/systemd/system/followupd.service.d/\(name).conf")
        try await succeed("systemctl", "daemon-reload")
    }
}
