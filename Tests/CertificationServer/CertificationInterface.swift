/// The interface that Varlink implementations certify each other with, in words of our own.
let certificationInterface = """
    # A conversation that exercises every type of the language. The client calls the methods in order and hands each
    # reply back as the parameters of the next call.
    interface org.varlink.certification

    # Lists, maps, enumerations and structures inside each other.
    type Interface (
      foo: ?[]?[string](foo, bar, baz),
      anon: (
        foo: bool,
        bar: bool
      )
    )

    # One field of every kind.
    type MyType (
      object: object,
      enum: (one, two, three),
      struct: (
        first: int,
        second: string
      ),
      array: []string,
      dictionary: [string]string,
      stringset: [string](),
      nullable: ?string,
      nullable_array_struct: ?[](
        first: int,
        second: string
      ),
      interface: Interface
    )

    # Opens a conversation.
    method Start() -> (client_id: string)

    method Test01(client_id: string) -> (bool: bool)
    method Test02(client_id: string, bool: bool) -> (int: int)
    method Test03(client_id: string, int: int) -> (float: float)
    method Test04(client_id: string, float: float) -> (string: string)

    method Test05(client_id: string, string: string) -> (bool: bool, int: int, float: float, string: string)

    method Test06(client_id: string, bool: bool, int: int, float: float, string: string) -> (
      struct: (bool: bool, int: int, float: float, string: string)
    )

    method Test07(
      client_id: string,
      struct: (bool: bool, int: int, float: float, string: string)
    ) -> (map: [string]string)

    method Test08(client_id: string, map: [string]string) -> (set: [string]())
    method Test09(client_id: string, set: [string]()) -> (mytype: MyType)

    # [Requires 'more' flag] Answers ten times.
    method Test10(client_id: string, mytype: MyType) -> (string: string)

    # Has to be called oneway.
    method Test11(client_id: string, last_more_replies: []string) -> ()

    # Closes the conversation.
    method End(client_id: string) -> (all_ok: bool)

    # No conversation goes by that name.
    error ClientIdError ()

    # A call was not the one that was due.
    error CertificationError (
      # The call that was due.
      wants: object,
      # The call that came.
      got: object
    )
    """
