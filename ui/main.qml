// The caption window: state and looks above, captions in the middle, controls below.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "board"
import "captions"
import "counter"
import "event"
import "hearing"
import "record"
import "shared"
import "theme"

ApplicationWindow {
    id: window

    required property var session
    required property var preferences
    required property var glossary
    required property var corrections
    required property var desk
    required property var start
    required property var handwriting
    required property var event
    required property var settingsPage
    required property var trust
    required property var record
    required property var phrases
    required property var faces
    required property var texts

    readonly property bool starting: window.desk.mode === "start"
    readonly property bool talking: window.desk.translating
    property bool handed: false // the resident holds the laptop
    readonly property bool handing: window.layout === "hand_over"
    onHandingChanged: if (!handing) handed = false
    readonly property var otherScreens: Application.screens.filter(
        screen => screen.virtualX !== window.screen.virtualX || screen.virtualY !== window.screen.virtualY)
    // Without a second screen its view comes back beside the staff's.
    readonly property string layout: !window.talking ? ""
        : window.desk.layout === "two_windows" && window.otherScreens.length === 0 ? "split" : window.desk.layout
    readonly property alias pages: pages
    property alias setting: pages.setting
    readonly property alias covered: pages.open
    readonly property bool busy: controls.popupOpen || bar.popupOpen || window.writing || window.starting
    readonly property bool choosing: controls.popupOpen
    readonly property bool telling: stage.telling
    readonly property bool captioning: stage.visible
    // Escape is for the console of an event first.
    readonly property bool operating: operator.item !== null
        && (operator.item.announcing || operator.item.editing)
    readonly property bool turnsByKey: window.talking && window.desk.detection === "keys"
    readonly property bool turnKeys: window.turnsByKey && !window.busy
    readonly property bool focusOnControl: window.activeFocusItem !== null
        && window.activeFocusItem.visualFocus === true

    readonly property bool editing: window.glossary.open
    readonly property bool writing: window.covered || stage.editing || notes.typing
        || (replies.item !== null && replies.item.typing)
        || (phrasing.item !== null && phrasing.item.typing)
    readonly property bool eventful: window.desk.mode === "event"
    readonly property bool hearing: window.desk.mode === "hearing"

    property int visibilityBefore: Window.Windowed

    // Opened by its key, the panel of phrases is used by keys.
    function focusPhrases() {
        if (phrasing.item !== null)
            phrasing.item.takeFocus()
    }

    function toggleFullScreen() {
        if (window.visibility === Window.FullScreen) {
            window.visibility = window.visibilityBefore
        } else {
            window.visibilityBefore = window.visibility
            window.visibility = Window.FullScreen
        }
    }

    width: Math.min(1366, Screen.desktopAvailableWidth)
    height: Math.min(768, Screen.desktopAvailableHeight)
    minimumWidth: 760
    minimumHeight: 430
    visible: true
    title: texts.title
    color: Theme.background

    Binding {
        target: Theme
        property: "name"
        value: window.preferences.theme
    }
    Binding {
        target: Theme
        property: "motion"
        value: !window.preferences.reducedMotion
    }
    Binding {
        target: Theme
        property: "compact"
        value: window.width < 1000 || window.height < 600
    }
    Binding {
        target: Theme
        property: "faces"
        value: window.faces
    }

    Connections {
        target: window.desk
        function onNextPersonCame() { window.handed = false }
    }

    WindowKeys { window: window }

    OtherWindows { window: window }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        // Behind the page nothing takes keys; captions go on.
        enabled: !window.covered
        visible: !window.starting

        TopBar {
            id: bar
            Layout.fillWidth: true
            session: window.session
            preferences: window.preferences
            texts: window.texts
            sizing: !window.eventful
            fullScreen: window.visibility === Window.FullScreen
            onFullScreenToggled: window.toggleFullScreen()
            onGlossaryWanted: pages.openGlossary()
            onSettingsWanted: pages.openSettings()
            onHomeWanted: if (!window.eventful || window.event.leave()) window.desk.enter("start")
            record: window.record
            onRecordWanted: notes.record()
        }

        Notices {
            Layout.fillWidth: true
            Layout.margins: Theme.gap
            Layout.bottomMargin: Theme.gapSmall
            visible: some
            session: window.session
            preferences: window.preferences
            texts: window.texts
            phrasing: window.talking
            sampling: !window.talking && !window.hearing
            onPhrasesWanted: {
                if (!window.phrases.open)
                    window.phrases.toggle()
                window.focusPhrases()
            }
            onSamplesWanted: controls.item.offerSamples()
            onCaughtUp: {
                window.session.catchUp()
                stage.follow()
            }
        }

        WindowBanners {
            id: notes
            Layout.fillWidth: true
            Layout.fillHeight: false
            window: window
        }

        GridLayout {
            id: halves

            readonly property bool face: window.layout === "face_to_face"

            Layout.fillWidth: true
            Layout.fillHeight: true
            columns: 2
            rowSpacing: 0
            columnSpacing: 0

            Loader {
                id: resident

                objectName: "residentHalf"
                Layout.row: 0
                Layout.column: halves.face ? 0 : 1
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: halves.face ? 4 : 1
                rotation: halves.face ? 180 : 0
                active: window.layout === "split" || halves.face || window.handing && window.handed
                visible: active
                sourceComponent: ResidentScreen {
                    captions: window.session.captions
                    desk: window.desk
                    session: window.session
                    record: window.record
                    texts: window.texts
                    fontSize: window.preferences.fontSize
                }

                Rectangle {
                    width: halves.face ? parent.width : 1
                    height: halves.face ? 1 : parent.height
                    color: Theme.outline
                }
            }

            Loader {
                id: replies

                objectName: "replies"
                Layout.row: 0
                Layout.column: 1
                Layout.fillHeight: true
                readonly property int room: item !== null && item.wide ? Math.min(900, 0.47 * window.width)
                    : Math.min(440, 0.5 * window.width)

                Layout.preferredWidth: room
                Layout.margins: active ? Theme.gap : 0
                Layout.maximumWidth: active ? room : 0
                active: window.hearing
                visible: active
                sourceComponent: ReplyPanel {
                    visible: !window.record.asking // the question is in its place
                    desk: window.desk
                    record: window.record
                    handwriting: window.handwriting
                    texts: window.texts
                }

                Loader {
                    anchors.fill: parent
                    z: 1
                    active: window.hearing && window.record.asking
                    sourceComponent: ConsentCard {
                        record: window.record
                        words: window.desk.words
                        face: Theme.face("ja")
                    }
                }
            }

            Loader {
                id: operator

                objectName: "operator"
                Layout.row: 0
                Layout.column: 0
                Layout.fillWidth: active
                Layout.fillHeight: active
                active: window.eventful
                visible: active
                sourceComponent: EventConsole {
                    event: window.event
                    texts: window.texts
                }
            }

            CaptionStage {
                id: stage
                visible: !window.eventful && !(window.handing && window.handed) && !phrasing.active
                Layout.row: halves.face ? 1 : 0
                Layout.column: 0
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: halves.face ? 3 : 1
                twoSided: window.talking || window.hearing
                onConfirmed: (key, number) => window.desk.confirm(key, number)
                captions: window.session.captions
                corrections: window.corrections
                texts: window.texts
                fontSize: window.hearing ? window.preferences.hearingFontSize
                    : halves.face ? Math.min(window.preferences.fontSize, stage.height / 7)
                    : window.preferences.fontSize
                hint: window.talking && window.desk.residentLanguage === "" && !window.session.running
                    && window.session.state !== "unready" && window.session.state !== "preparing"
                    ? window.texts.counter_hint : window.texts["hint_" + window.session.state]
            }

            Loader {
                id: phrasing

                objectName: "phrasing"
                Layout.row: halves.face ? 1 : 0
                Layout.column: 0
                Layout.fillWidth: active
                Layout.fillHeight: active
                Layout.preferredWidth: 1
                Layout.preferredHeight: halves.face ? 5 : 1
                active: window.talking && window.phrases.open && !(window.handing && window.handed)
                visible: active
                sourceComponent: PhrasePanel {
                    phrases: window.phrases
                    desk: window.desk
                    texts: window.texts
                }
            }
        }

        Banner {
            objectName: "offer"
            Layout.fillWidth: true
            Layout.margins: Theme.gapSmall
            message: window.corrections.offer
            action: window.corrections.offerKnown ? window.texts.offer_see : window.texts.offer_add
            secondAction: window.corrections.offerKnown ? "" : window.texts.offer_alias
            closing: window.texts.close_notice
            onActed: window.corrections.addTerm()
            onActedSecond: window.corrections.addAlias()
            onClosed: window.corrections.dismissOffer()
        }

        Loader {
            id: controls

            readonly property bool popupOpen: item !== null && item.popupOpen

            Layout.fillWidth: true
            sourceComponent: window.talking ? counterControls : window.hearing ? hearingControls : captionControls
        }
    }

    Component {
        id: captionControls

        ControlBar {
            clearing: !window.eventful
            session: window.session
            texts: window.texts
        }
    }

    Component {
        id: hearingControls

        HearingBar {
            session: window.session
            desk: window.desk
            texts: window.texts
        }
    }

    Component {
        id: counterControls

        CounterBar {
            spacious: window.height >= 900
            session: window.session
            desk: window.desk
            trust: window.trust
            phrases: window.phrases
            handing: window.handing
            handed: window.handed
            onHandWanted: window.handed = !window.handed
            texts: window.texts
        }
    }

    Pages {
        id: pages

        anchors.fill: parent
        window: window
        fallback: bar.glossaryButton
    }
}
