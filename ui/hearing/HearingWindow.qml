// Captions and answers on a screen of the resident's own; what is written by hand shows on both.
import QtQuick
import QtQuick.Layouts
import "../captions"
import "../record"
import "../shared"
import "../theme"

Window {
    id: window

    required property var captions
    required property var desk
    required property var session
    required property var handwriting
    required property var record
    required property var texts
    required property int fontSize
    required property var place

    objectName: "hearingWindow"
    screen: window.place
    x: window.place.virtualX
    y: window.place.virtualY
    width: window.place.width
    height: window.place.height
    visibility: Window.FullScreen
    color: Theme.background
    title: texts.counter_resident_screen

    RowLayout {
        anchors.fill: parent
        spacing: 0
        visible: !window.record.asking // the question is in its place

        ColumnLayout {
            spacing: 0

            CaptionView {
                Layout.fillWidth: true
                Layout.fillHeight: true
                captions: window.captions
                texts: window.texts
                fontSize: window.fontSize
                hint: window.desk.words.speak
                twoSided: true
            }

            HeardNote {
                Layout.fillWidth: true
                visible: some
                Layout.margins: Theme.gap
                session: window.session
                words: window.desk.words
                face: Theme.face("ja")
            }
        }

        ReplyPanel {
            Layout.preferredWidth: Math.min(560, window.width / 3)
            Layout.maximumWidth: Math.min(560, window.width / 3)
            Layout.fillHeight: true
            Layout.margins: Theme.gap
            desk: window.desk
            handwriting: window.handwriting
            record: window.record
            texts: window.texts
        }
    }

    Loader {
        anchors.fill: parent
        active: window.record.asking
        sourceComponent: ConsentCard {
            record: window.record
            words: window.desk.words
            face: Theme.face("ja")
        }
    }
}
