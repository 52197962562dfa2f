// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
    // Named points at which a test makes the daemon die or hang, and a clock that a test sets; never in a release build.
    .define("FAILPOINTS", .when(configuration: .debug)),
]

let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioExtras = Target.Dependency.product(name: "NIOExtras", package: "swift-nio-extras")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "followupd",
    products: [
        .executable(name: "followupd", targets: ["followupd"]),
        .executable(name: "followupctl", targets: ["followupctl"]),
    ],
    // Exactly these, so that the same source makes the same package.
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", exact: "1.4.0",
            traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .target(name: "Domain", swiftSettings: settings),
        .target(
            name: "Store", dependencies: ["Domain", grdb],
            swiftSettings: settings),
        .target(
            name: "Delivery",
            dependencies: ["Domain", asyncHTTPClient, crypto, subprocess, system],
            swiftSettings: settings),
        .target(
            name: "Engine",
            dependencies: ["Domain", "Store", "Delivery", lifecycle, logging, mustache],
            swiftSettings: settings),
        .target(
            name: "Varlink", dependencies: [nioCore, nioPosix, nioExtras], swiftSettings: settings),
        .target(name: "ControlAPI", dependencies: ["Domain"], swiftSettings: settings),
        .target(
            name: "Control", dependencies: ["Engine", "Store", "ControlAPI", "Varlink", yams],
            swiftSettings: settings),
        .target(name: "CSystemd", linkerSettings: [.linkedLibrary("systemd")]),
        .target(name: "Systemd", dependencies: ["CSystemd", "Domain", "Engine", logging], swiftSettings: settings),
        .executableTarget(
            name: "followupd",
            dependencies: [
                "Control", "Systemd", argumentParser, configuration, lifecycle, logging, system, unixSignals, yams,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "followupctl", dependencies: ["ControlAPI", "Domain", "Varlink", argumentParser],
            swiftSettings: settings),

        .target(
            name: "TestKit", dependencies: ["Domain", "Store", "Engine", "Delivery", "Varlink", logging],
            path: "Tests/TestKit",
            swiftSettings: settings),
        .executableTarget(
            name: "SystemdHelper", dependencies: ["Systemd", "Domain", "Engine", logging], path: "Tests/SystemdHelper",
            swiftSettings: settings),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "ControlAPI", "Delivery", "Domain", "Store", "Engine", "Systemd", "TestKit", "Varlink", "followupd",
                "followupctl",
                argumentParser, grdb, lifecycle, logging, nioCore, nioPosix,
            ],
            path: "Tests/Benchmarks", swiftSettings: settings),
        .executableTarget(
            name: "Fuzzer",
            dependencies: ["Control", "ControlAPI", "Domain", "Engine", "Store", "TestKit", "Varlink", nioCore],
            path: "Tests/Fuzzing", exclude: ["Seeds", "run"], swiftSettings: settings),
        .testTarget(name: "DomainTests", dependencies: ["Domain", "TestKit"], swiftSettings: settings),
        .testTarget(
            name: "StoreTests", dependencies: ["Domain", "Store", "Engine", "TestKit", grdb], exclude: ["Fixtures"],
            swiftSettings: settings),
        .testTarget(
            name: "EngineTests",
            dependencies: ["Domain", "Store", "Engine", "Delivery", "TestKit", lifecycle, logging],
            swiftSettings: settings),
        .testTarget(
            name: "SimulationTests", dependencies: ["Domain", "Store", "Engine", "TestKit", grdb],
            swiftSettings: settings),
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
        .executableTarget(
            name: "CertificationServer", dependencies: ["Varlink"], path: "Tests/CertificationServer",
            swiftSettings: settings),
        .testTarget(
            name: "VarlinkTests", dependencies: ["Varlink", "CertificationServer", "TestKit", nioCore, nioPosix],
            swiftSettings: settings),
        .testTarget(name: "DeliveryTests", dependencies: ["Delivery", "Domain", "TestKit"], swiftSettings: settings),
        .testTarget(
            name: "ControlTests",
            dependencies: [
                "Control", "ControlAPI", "Delivery", "Domain", "Engine", "Store", "Varlink", "TestKit", logging,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "FollowupctlTests", dependencies: ["followupctl", "ControlAPI", "Domain", "Varlink", "TestKit"],
            swiftSettings: settings),
        .testTarget(
            name: "SystemdTests",
            dependencies: ["Systemd", "CSystemd", "Domain", "Engine", "TestKit", "SystemdHelper", logging],
            exclude: ["Golden"],
            swiftSettings: settings),
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["TestKit", "SystemdHelper", "Fuzzer", "followupd", "ControlAPI", "Varlink", "Domain"],
            exclude: ["container.sh", "Support/alert-tests.yml"], swiftSettings: settings),
    ]
)
