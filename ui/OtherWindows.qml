// Windows beside the staff's: the resident's on a second screen, and the projector's. Where that screen
// goes away, the resident's view comes back into the staff's window, and the projector's becomes a
// window among others: it must not cover what it is operated with.
pragma ComponentBehavior: Bound
import QtQuick
import "counter"
import "event"
import "hearing"

Item {
    id: others

    required property var window
    readonly property var place: others.window.otherScreens[0] ?? null

    // Closed by itself (Alt+F4) a view would stay gone, though the layout says that it is there. It
    // comes back instead of refusing: a window that refuses keeps the application from ending.
    function comeBack(closed: Window) {
        if (others.window.visible)
            closed.visibility = Window.FullScreen
    }

    Loader {
        active: others.window.eventful && others.window.event.projecting
        sourceComponent: ProjectorWindow {
            event: others.window.event
            texts: others.window.texts
            place: others.place
            home: others.window.screen
        }
    }

    Loader {
        active: others.window.layout === "two_windows"
        sourceComponent: ResidentWindow {
            captions: others.window.session.captions
            desk: others.window.desk
            session: others.window.session
            record: others.window.record
            texts: others.window.texts
            fontSize: others.window.preferences.fontSize
            place: others.place
            onClosing: Qt.callLater(others.comeBack, this)
        }
    }

    Loader {
        active: others.window.hearing && others.window.desk.layout === "two_windows" && others.place !== null
        sourceComponent: HearingWindow {
            captions: others.window.session.captions
            desk: others.window.desk
            session: others.window.session
            handwriting: others.window.handwriting
            record: others.window.record
            texts: others.window.texts
            fontSize: others.window.preferences.hearingFontSize
            place: others.place
            onClosing: Qt.callLater(others.comeBack, this)
        }
    }
}
