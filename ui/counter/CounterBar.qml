// The staff's controls of a talk with a visitor: whose turn it is, what to make sure of, who is next.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: bar

    required property var session
    required property var desk
    required property var texts
    required property var trust
    property bool handing: false
    property bool handed: false
    signal handWanted
    readonly property bool keys: bar.desk.detection === "keys"
    readonly property bool popupOpen: language.popup.visible || detection.popup.visible
        || layoutChooser.popup.visible || microphone.popup.visible || second.popup.visible

    implicitHeight: column.implicitHeight + 2 * 12
    color: Theme.surface

    component Caption: Text {
        font.pixelSize: Theme.sizeSmall
        color: Theme.textMuted
    }

    component TurnButton: PushButton {
        id: turn

        required property string side
        required property string shortcut
        readonly property bool active: bar.session.running && bar.session.turn === side

        implicitHeight: Theme.targetLarge
        implicitWidth: bar.width < 1500 ? 168 : 210
        checked: active
        Accessible.role: Accessible.CheckBox
        Accessible.checked: active
        Accessible.name: text
        onClicked: {
            bar.desk.pressTurn(turn.side)
            bar.desk.releaseTurn(turn.side)
        }

        contentItem: ColumnLayout {
            spacing: 2

            Text {
                Layout.alignment: Qt.AlignHCenter
                text: turn.text
                font.pixelSize: Theme.sizeLarge
                font.weight: Font.Bold
                color: turn.ink
            }

            Text {
                Layout.alignment: Qt.AlignHCenter
                text: turn.active ? bar.texts.counter_speaking : turn.shortcut
                font.pixelSize: Theme.sizeSmall
                color: turn.ink
            }
        }
    }

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.outline
    }

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.leftMargin: Theme.gapLarge
        anchors.rightMargin: Theme.gapLarge
        anchors.topMargin: 12
        anchors.bottomMargin: 12
        spacing: 10

        RowLayout {
            spacing: Theme.gap

            StartButton {
                objectName: "startButton"
                running: bar.session.running
                enabled: bar.session.state !== "stopping"
                text: running ? bar.texts.stop : bar.texts.start
                onClicked: bar.session.toggle()
            }

            TurnButton {
                objectName: "turn_staff"
                visible: bar.keys
                side: "staff"
                shortcut: bar.texts.counter_key_staff
                text: bar.texts.counter_turn_staff
            }

            TurnButton {
                objectName: "turn_resident"
                visible: bar.keys
                side: "resident"
                shortcut: bar.texts.counter_key_resident
                text: bar.texts.counter_turn_resident
            }

            LevelMeter {
                objectName: "levelMeter"
                Layout.fillWidth: true
                Layout.maximumWidth: 220
                label: bar.texts.level
                level: bar.session.level
            }

            Item { Layout.fillWidth: true }

            PushButton {
                objectName: "handButton"
                visible: bar.handing
                implicitHeight: Theme.targetLarge
                text: bar.handed ? bar.texts.trust_hand_back : bar.texts.trust_hand_over
                onClicked: bar.handWanted()
            }

            PushButton {
                objectName: "readButton"
                implicitHeight: Theme.targetLarge
                enabled: bar.trust.readAloud.available && bar.desk.residentLanguage !== ""
                text: bar.trust.readAloud.speaking ? bar.texts.trust_read_stop_key : bar.texts.trust_read_key
                Accessible.name: bar.trust.readAloud.speaking ? bar.texts.trust_read_stop : bar.texts.trust_read
                onClicked: bar.trust.read()
            }

            PushButton {
                objectName: "confirmButton"
                implicitHeight: Theme.targetLarge
                implicitWidth: 160
                enabled: bar.desk.pending > 0
                text: bar.texts.counter_confirm + (bar.desk.pending > 0 ? " " + bar.desk.pending : "") + "  F4"
                onClicked: bar.desk.confirmNext()
            }

            PushButton {
                objectName: "nextPersonButton"
                implicitHeight: Theme.targetLarge
                implicitWidth: 170
                font.pixelSize: Theme.sizeLarge
                font.weight: Font.Bold
                text: bar.texts.counter_next_person + "  F8"
                onClicked: bar.desk.nextPerson()
            }
        }

        RowLayout {
            spacing: Theme.gap

            Caption { text: bar.texts.counter_resident_language }

            Chooser {
                id: language
                objectName: "residentLanguageChooser"
                Layout.fillWidth: true
                Layout.maximumWidth: 260
                label: bar.texts.counter_resident_language
                listWidth: 340
                model: bar.desk.languages.map(each => each.japanese + "  " + each.native)
                chosen: bar.desk.languages.findIndex(each => each.tag === bar.desk.residentLanguage)
                displayText: chosen < 0 ? bar.texts.counter_resident_language_none : model[chosen]
                onActivated: index => bar.desk.chooseLanguage(bar.desk.languages[index].tag)
            }

            Caption { text: bar.texts.microphone }

            Chooser {
                id: microphone
                objectName: "microphoneChooser"
                Layout.fillWidth: true
                Layout.maximumWidth: 260
                label: bar.texts.microphone
                model: bar.session.microphones
                chosen: bar.session.microphoneIndex
                onActivated: index => bar.session.chooseMicrophone(index)
                popup.onAboutToShow: bar.session.findMicrophones()
            }

            Caption {
                visible: second.visible
                text: bar.texts.counter_second_microphone
            }

            Chooser {
                id: second
                objectName: "secondMicrophoneChooser"
                visible: bar.desk.detection === "two_microphones"
                Layout.fillWidth: true
                Layout.maximumWidth: 260
                label: bar.texts.counter_second_microphone
                model: bar.session.microphones
                chosen: bar.session.residentMicrophoneIndex
                onActivated: index => bar.session.chooseResidentMicrophone(index)
                popup.onAboutToShow: bar.session.findMicrophones()
            }

            Chooser {
                id: detection
                objectName: "detectionChooser"
                Layout.fillWidth: true
                Layout.maximumWidth: 200
                label: bar.texts.counter_detection
                model: bar.desk.detections.map(how => bar.texts["counter_detection_" + how])
                chosen: bar.desk.detections.indexOf(bar.desk.detection)
                onActivated: index => bar.desk.chooseDetection(bar.desk.detections[index])
            }

            Chooser {
                id: layoutChooser
                objectName: "layoutChooser"
                Layout.fillWidth: true
                Layout.maximumWidth: 180
                label: bar.texts.counter_layout
                model: bar.desk.layouts.map(layout => bar.texts["counter_layout_" + layout])
                chosen: bar.desk.layouts.indexOf(bar.desk.layout)
                onActivated: index => bar.desk.chooseLayout(bar.desk.layouts[index])
            }
        }
    }
}
